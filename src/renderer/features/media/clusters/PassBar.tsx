/** The passes over all clusters: started here, seen while they run. */
import { Button, Group, Progress, Text, Tooltip } from '@mantine/core';
import { IconWand, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ClusterPass } from '#contract/media/clusters';
import { trpc } from '../../../shell/api';
import { confirm } from '../../../ui/confirm';
import { formatCount, plural } from '../../../ui/format';
import type { useClusterActs } from './use-cluster-acts';

function outcome({ kind, merged, split, message, state }: ClusterPass): string {
  if (state === 'failed') return message ?? 'The pass failed.';
  if (kind === 'rebuild') return 'Clusters were rebuilt.';
  if (merged + split === 0) return 'Everything was tidy.';
  return `Tidied: ${plural(merged, 'merge')}, ${plural(split, 'split')}.`;
}

export function PassBar({ acts }: { acts: ReturnType<typeof useClusterActs> }) {
  const pass = useQuery(
    trpc.media.pass.queryOptions(undefined, {
      refetchInterval: (query) => (query.state.data?.state === 'running' ? 1000 : false),
    }),
  ).data;
  const running = pass?.state === 'running';
  const rebuild = async (): Promise<void> => {
    const yes = await confirm({
      title: 'Rebuild all clusters?',
      body: 'Every asset is allocated anew. Clusters with a name or a pin, and assets that were moved by hand, stay where they are.',
      confirmLabel: 'Rebuild',
    });
    if (yes) acts.pass('rebuild');
  };
  return (
    <Group gap="xs">
      {pass && (
        <Text size="xs" c="dimmed" role="status">
          {running
            ? `${pass.kind === 'tidy' ? 'Tidying' : 'Rebuilding'}: ${formatCount(pass.done)} of ${formatCount(pass.total)}`
            : outcome(pass)}
        </Text>
      )}
      {running && (
        <Progress
          w={120}
          value={(100 * pass.done) / Math.max(1, pass.total)}
          aria-label="Progress of the pass"
        />
      )}
      <Tooltip label="Merges clusters that have grown together, splits those that have grown apart">
        <Button
          size="xs"
          variant="default"
          disabled={running}
          leftSection={<IconWand size={14} />}
          onClick={() => acts.pass('tidy')}
        >
          Tidy
        </Button>
      </Tooltip>
      <Button
        size="xs"
        variant="default"
        disabled={running}
        leftSection={<IconRefresh size={14} />}
        onClick={() => void rebuild()}
      >
        Rebuild
      </Button>
    </Group>
  );
}
