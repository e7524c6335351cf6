/** What looks most like an asset. */
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../shell/api';
import { formatPercent } from '../../../ui/format';
import { Panel } from '../../../ui/Panel';
import { Tile } from '../tiles/Tile';
import classes from './Asset.module.css';

export function NeighboursPanel({ id }: { id: string }) {
  const neighbours = useQuery(trpc.media.neighbours.queryOptions({ id, limit: 18 })).data;
  if (!neighbours) return null;
  return (
    <div className={classes.neighbours}>
      <Panel title="Looks like it">
        {neighbours.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing in the library is more like it than unrelated pictures are.
          </Text>
        ) : (
          <ul className={classes.strip} aria-label="Neighbours">
            {neighbours.map(({ score, share, ...tile }) => (
              <li key={tile.id}>
                <div className={classes.neighbour}>
                  <Tile tile={tile} style={{ width: '100%', height: '100%' }} />
                </div>
                <span title={`More alike than ${formatPercent(share, 1)} of unrelated pairs`}>
                  {score.toFixed(2)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
