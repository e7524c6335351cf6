/** Pools and processes: how large, how busy, why; and every knob for them. */
import { Alert, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { useProfiles } from '../../shell/use-profiles';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { PoolTabs } from './PoolTabs';
import { ProcessDrawer } from './ProcessDrawer';
import { ProcessTable } from './ProcessTable';
import { defaultSpanS } from './search';

const route = getRouteApi('/workers');
const poolsPollMs = 5000;
const spans = [
  { value: '300', label: '5 min' },
  { value: '900', label: '15 min' },
  { value: '3600', label: '1 h' },
];

export function WorkersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const pools = useQuery({ ...trpc.workers.pools.queryOptions(), refetchInterval: poolsPollMs });
  const processes = useQuery(trpc.system.processes.queryOptions());
  const elsewhere = (useProfiles().list.data?.current.redis ?? null) !== null;
  const seconds = search.span ?? defaultSpanS;
  const open = (process: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, process }), replace: true });
  return (
    <Page
      name="Workers"
      title="Workers"
      actions={
        <SegmentedControl
          aria-label="Time span of the charts"
          value={String(seconds)}
          onChange={(value) => {
            const span = value === '900' ? 900 : value === '3600' ? 3600 : undefined;
            void navigate({ search: (before) => ({ ...before, span }), replace: true });
          }}
          data={spans}
        />
      }
    >
      <Stack gap={12}>
        {pools.isError && (
          <ProblemPanel problem={problemOf(pools.error)} onRetry={() => void pools.refetch()} />
        )}
        {pools.isPending && <Skeleton h={320} role="status" aria-label="Loading pools" />}
        {elsewhere && (
          <Alert color="blue" title="The engines of this connection run elsewhere">
            Pools are seen and changed at that instance. Here run only the processes of this console.
          </Alert>
        )}
        {pools.data && !elsewhere && (
          <PoolTabs
            pools={pools.data}
            shown={search.pool}
            onShow={(pool) => void navigate({ search: (before) => ({ ...before, pool }), replace: true })}
            processes={processes.data ?? []}
            seconds={seconds}
          />
        )}
        {processes.isError && (
          <ProblemPanel problem={problemOf(processes.error)} onRetry={() => void processes.refetch()} />
        )}
        <ProcessTable processes={processes.data} onOpen={open} openName={search.process} />
      </Stack>
      <ProcessDrawer
        process={processes.data?.find(({ name }) => name === search.process)}
        onClose={() => open(undefined)}
      />
    </Page>
  );
}
