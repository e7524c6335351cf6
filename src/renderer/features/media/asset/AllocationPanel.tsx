/** Why an asset lies where it lies, and its likenesses that wait for a decision. */
import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AssetDetail } from '#contract/media/assets';
import { trpc } from '../../../shell/api';
import { plural } from '../../../ui/format';
import { Panel } from '../../../ui/Panel';
import { Time } from '../../../ui/Time';
import { useClusterActs } from '../clusters/use-cluster-acts';
import mediaClasses from '../Media.module.css';

export function AllocationPanel({ asset }: { asset: AssetDetail }) {
  const { allocation } = asset;
  const acts = useClusterActs();
  const pairs = useQuery(trpc.media.pairs.queryOptions({ assetId: asset.id, state: 'open', limit: 10 })).data;
  return (
    <Panel title="Why it is here">
      {allocation ? (
        <Text size="sm">
          It lies in{' '}
          <Link className={mediaClasses.link} to="/media" search={{ cluster: allocation.clusterId }}>
            {allocation.clusterName ?? 'a cluster without a name'}
          </Link>{' '}
          with {plural(allocation.clusterSize - 1, 'other asset')},{' '}
          {allocation.byHand
            ? 'put there by hand'
            : `its cosine to the centre is ${allocation.score.toFixed(3)} (${allocation.threshold.toFixed(2)} was needed)`}
          , since <Time at={allocation.joinedAt} />.
        </Text>
      ) : (
        <Text size="sm" c="dimmed">
          {asset.models.length === 0
            ? 'It has no vector yet, so it lies in no cluster.'
            : 'It lies in no cluster.'}
        </Text>
      )}
      {allocation && allocation.clusterSize > 1 && (
        <Group mt="xs" gap="xs">
          <Button
            size="xs"
            variant="default"
            loading={acts.busy}
            onClick={() => acts.cover(allocation.clusterId, asset.id)}
          >
            Make it the cover
          </Button>
          <Button size="xs" variant="default" loading={acts.busy} onClick={() => acts.move([asset.id], null)}>
            Take it out
          </Button>
        </Group>
      )}
      {pairs && pairs.total > 0 && (
        <Text size="sm" mt="xs">
          <Link className={mediaClasses.link} to="/media/duplicates" search={{ asset: asset.id }}>
            {plural(pairs.total, 'likeness', 'likenesses')} to look at
          </Link>
          : {pairs.rows[0]?.why}
        </Text>
      )}
    </Panel>
  );
}
