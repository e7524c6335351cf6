/** Tiles that the flights at hand lack, with addresses to fetch them from; Flightline itself fetches nothing. */
import { Skeleton, Text } from '@mantine/core';
import { MissingAnswer } from '#contract/dem';
import { useEngineQuery } from '../../../shell/engine-questions';
import { problemOf } from '../../../shell/problem';
import { CopyIcon } from '../../../ui/CopyIcon';
import { Panel } from '../../../ui/Panel';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { plural } from '../../../ui/format';
import { useMissingCells } from './use-missing-cells';
import classes from '../Settings.module.css';

export function MissingPanel({ scannedAt }: { scannedAt: string | null }) {
  const cells = useMissingCells(scannedAt);
  const names = cells.data?.cells.map(({ name }) => name) ?? [];
  const missing = useEngineQuery({
    engine: 'dem',
    name: 'missing',
    input: { tiles: names },
    schema: MissingAnswer,
    enabled: names.length > 0,
  });
  const error = cells.error ?? missing.error;
  const flights = new Map(cells.data?.cells.map((cell) => [cell.name, cell.flights]));
  const tiles = (missing.data?.tiles ?? []).toSorted(
    (a, b) => (flights.get(b.name) ?? 0) - (flights.get(a.name) ?? 0),
  );
  const urls = tiles.flatMap(({ downloads }) => downloads[0]?.url ?? []).join('\n');
  const waiting = cells.isPending || (names.length > 0 && missing.isPending);
  return (
    <Panel
      title="Missing for my flights"
      aside={
        tiles.length > 0 && (
          <>
            {plural(tiles.length, 'tile')}{' '}
            <CopyIcon value={urls} label="Copy the first address of each tile" />
          </>
        )
      }
    >
      {error !== null && <ProblemPanel problem={problemOf(error)} onRetry={() => void cells.refetch()} />}
      {waiting && error === null && (
        <Skeleton h={80} role="status" aria-label="Looking for missing terrain" />
      )}
      {!waiting && error === null && tiles.length === 0 && (
        <Text size="sm" c="dimmed">
          {cells.data?.runs === 0
            ? 'No flight has been compared with the terrain yet: add flights first.'
            : 'The newest flights lack no terrain that is not here by now. Add a flight again to compare it anew.'}
        </Text>
      )}
      {tiles.length > 0 && (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            Open the addresses in a browser, put the files into a terrain folder, and look again.
          </Text>
          <ul className={classes.list} aria-label="Missing tiles">
            {tiles.map(({ name, downloads }) => (
              <li key={name}>
                <b>{name}</b>{' '}
                <Text span size="xs" c="dimmed">
                  {plural(flights.get(name) ?? 0, 'flight')}
                </Text>
                {downloads.map(({ source, url, note }) => (
                  <div key={url} className={classes.address} title={`${source}. ${note}`}>
                    <span>{source}</span>
                    <code>{url}</code>
                    <CopyIcon value={url} label={`Copy the address of ${name} at ${source}`} />
                  </div>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
