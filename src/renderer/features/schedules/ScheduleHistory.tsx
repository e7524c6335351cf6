/** Runs of schedules, newest first, with what they made. */
import { CloseButton, Group, Select, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { runStates, type Schedule, type ScheduleRun } from '#contract/schedules';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { formatCount, formatDuration, plural } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { SortTable, type SortColumn } from '../../ui/SortTable';
import { StateBadge } from '../../ui/StateBadge';
import { Time } from '../../ui/Time';
import type { SchedulesSearch } from './search';
import classes from './Schedules.module.css';

const shownRuns = 200;
const causes: Record<ScheduleRun['cause'], string> = {
  time: 'on time',
  'catch-up': 'caught up',
  manual: 'by hand',
};

const columns: readonly SortColumn<ScheduleRun>[] = [
  { key: 'due', header: 'Due', value: ({ dueAt }) => dueAt, cell: ({ dueAt }) => <Time at={dueAt} /> },
  {
    key: 'name',
    header: 'Schedule',
    value: ({ scheduleName }) => scheduleName.toLowerCase(),
    cell: ({ scheduleName }) => scheduleName,
  },
  { key: 'cause', header: 'Cause', value: ({ cause }) => cause, cell: ({ cause }) => causes[cause] },
  {
    key: 'state',
    header: 'State',
    value: ({ state }) => state,
    cell: ({ state }) => <StateBadge state={state} />,
  },
  {
    key: 'took',
    header: 'Took',
    right: true,
    value: (run) => durationOf(run),
    cell: (run) => formatDuration(durationOf(run)),
  },
  { key: 'what', header: 'Outcome', value: ({ message }) => message, cell: (run) => <Outcome run={run} /> },
];

function durationOf({ startedAt, finishedAt }: ScheduleRun): number | null {
  return startedAt === null || finishedAt === null ? null : finishedAt - startedAt;
}

function Outcome({ run: { batch, message, errorCode } }: { run: ScheduleRun }) {
  if (batch === null)
    return (
      <span className={classes.outcome} data-selectable>
        {errorCode === null ? message : `${errorCode}: ${message ?? ''}`}
      </span>
    );
  const { counts } = batch;
  const parts = [
    `${formatCount(counts.completed)} of ${plural(counts.total, 'run')} completed`,
    ...(counts.failed > 0 ? [`${formatCount(counts.failed)} failed`] : []),
    ...(counts.refused > 0 ? [`${plural(counts.refused, 'file')} refused`] : []),
  ];
  return (
    <span className={classes.outcome}>
      <Link to="/batches/$id" params={{ id: batch.id }}>
        Batch {batch.state}
      </Link>
      <Text size="xs" c="dimmed" component="span">
        {parts.join(', ')}
      </Text>
    </span>
  );
}

interface ScheduleHistoryProps {
  search: SchedulesSearch;
  schedules: readonly Schedule[];
  onSearch(search: SchedulesSearch): void;
}

export function ScheduleHistory({ search, schedules, onSearch }: ScheduleHistoryProps) {
  const { schedule, state } = search;
  const history = useQuery(
    trpc.schedules.history.queryOptions(
      {
        limit: shownRuns,
        ...(schedule ? { scheduleId: schedule } : {}),
        ...(state ? { states: [state] } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const name = schedules.find(({ id }) => id === schedule)?.name ?? schedule;
  const { rows = [], total = 0 } = history.data ?? {};
  return (
    <Panel
      flush
      title={schedule ? `History of ${name ?? ''}` : 'History'}
      aside={
        <Group gap="xs">
          <Text size="xs" c="dimmed">
            {rows.length < total
              ? `${formatCount(rows.length)} of ${plural(total, 'run')}`
              : plural(total, 'run')}
          </Text>
          <Select
            size="xs"
            w={130}
            aria-label="State of runs"
            placeholder="Any state"
            clearable
            data={[...runStates]}
            value={state ?? null}
            onChange={(next) => onSearch({ ...search, state: runStates.find((one) => one === next) })}
          />
          {schedule && (
            <CloseButton
              size="sm"
              aria-label="Runs of all schedules"
              onClick={() => onSearch({ ...search, schedule: undefined })}
            />
          )}
        </Group>
      }
    >
      {history.isError ? (
        <ProblemPanel problem={problemOf(history.error)} onRetry={() => void history.refetch()} />
      ) : (
        <SortTable
          label="Runs of schedules"
          rows={rows}
          columns={columns}
          keyOf={({ id }) => id}
          empty={state ? `No run is ${state}.` : 'Nothing has run by the clock yet.'}
        />
      )}
    </Panel>
  );
}
