/** Why an asset lies where it lies, and its likenesses that wait for a decision. */
import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Allocation, AssetDetail } from '#contract/media/assets';
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
          {allocation.clusterSize === 1 ? 'It lies alone in ' : 'It lies in '}
          <Link className={mediaClasses.link} to="/media" search={{ cluster: allocation.clusterId }}>
            {allocation.clusterName ?? 'a cluster without a name'}
          </Link>
          {whyThere(allocation)}, since <Time at={allocation.joinedAt} />.
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
            disabled={allocation.isCover}
            onClick={() => acts.cover(allocation.clusterId, asset.id)}
          >
            {allocation.isCover ? 'It is the cover' : 'Make it the cover'}
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

function whyThere({ clusterSize, byHand, score, threshold }: Allocation): string {
  const needed = threshold.toFixed(2);
  if (byHand)
    return clusterSize === 1 ? ', put there by hand' : `${withOthers(clusterSize)}, put there by hand`;
  if (clusterSize === 1) return `: no other cluster was near enough (a cosine of ${needed} is needed)`;
  return `${withOthers(clusterSize)}, its cosine to the centre is ${score.toFixed(3)} (${needed} was needed)`;
}

const withOthers = (clusterSize: number) => ` with ${plural(clusterSize - 1, 'other asset')}`;
