/** Every change of a pool's size, with its reason, newest first. */
import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ScalingAct, ScalingDecision } from '#contract/scaling';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { SortTable, type SortColumn } from '../../ui/SortTable';
import { Time } from '../../ui/Time';
import { decisionsShown } from './decisions-shown';
import classes from './Workers.module.css';

const actWords: Record<ScalingAct, string> = { up: 'grew', down: 'shrank', kept: 'kept', hand: 'by hand' };

const columns: readonly SortColumn<ScalingDecision>[] = [
  { key: 'at', header: 'When', value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
  { key: 'act', header: 'What', value: ({ act }) => act, cell: ({ act }) => actWords[act] },
  {
    key: 'reason',
    header: 'Why',
    value: ({ reason }) => reason,
    cell: ({ reason }) => <span className={classes.why}>{reason}</span>,
  },
  { key: 'actor', header: 'Who', value: ({ actor }) => actor, cell: ({ actor }) => actor },
];

export function DecisionLog({ pool }: { pool: string }) {
  const decisions = useQuery(trpc.workers.decisions.queryOptions(decisionsShown(pool)));
  return (
    <Panel title="Decisions" flush aside={<Text size="xs">kept for 30 days</Text>}>
      {decisions.isError && (
        <ProblemPanel problem={problemOf(decisions.error)} onRetry={() => void decisions.refetch()} />
      )}
      {decisions.isPending && <Skeleton h={60} m="md" />}
      {decisions.data && (
        <div className={classes.log}>
          <SortTable
            label={`Decisions about ${pool}`}
            rows={decisions.data}
            columns={columns}
            keyOf={({ id }) => String(id)}
            empty="The size has not changed yet."
          />
        </div>
      )}
    </Panel>
  );
}
