/** All schedules with their next time and last run; a click shows the history of one. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconDots,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconTrash,
} from '@tabler/icons-react';
import type { Schedule } from '#contract/schedules';
import { useNow } from '../../ui/clock';
import { formatUntil } from '../../ui/format';
import { SortTable, type SortColumn } from '../../ui/SortTable';
import { StateBadge } from '../../ui/StateBadge';
import { Time } from '../../ui/Time';
import { useScheduleActs } from '../../shell/acts/use-schedule-acts';
import { workText } from '#contract/schedule-text';
import classes from './Schedules.module.css';

interface ScheduleTableProps {
  schedules: readonly Schedule[];
  /** Id of the one whose history is shown. */
  chosen: string | undefined;
  onChoose(id: string): void;
  onEdit(id: string): void;
}

export function ScheduleTable({ schedules, chosen, onChoose, onEdit }: ScheduleTableProps) {
  const columns: SortColumn<Schedule>[] = [
    {
      key: 'name',
      header: 'Schedule',
      value: ({ name }) => name.toLowerCase(),
      cell: (row) => (
        <span className={classes.name}>
          <strong>{row.name}</strong>
          <small>{workText(row.work)}</small>
        </span>
      ),
    },
    {
      key: 'when',
      header: 'When',
      value: ({ words }) => words,
      cell: (row) => (
        <span className={classes.when} title={row.cron}>
          <span>{row.words}</span>
          <small>{row.timeZone}</small>
        </span>
      ),
    },
    { key: 'next', header: 'Next', value: ({ nextAt }) => nextAt, cell: (row) => <Next schedule={row} /> },
    {
      key: 'last',
      header: 'Last run',
      value: ({ lastRun }) => lastRun?.dueAt ?? null,
      cell: ({ lastRun }) =>
        lastRun === null ? (
          'never'
        ) : (
          <span className={classes.when} title={lastRun.message ?? ''}>
            <StateBadge state={lastRun.state} />
            <small>
              <Time at={lastRun.dueAt} />
            </small>
          </span>
        ),
    },
    { key: 'acts', header: '', value: () => null, cell: (row) => <Acts schedule={row} onEdit={onEdit} /> },
  ];
  return (
    <SortTable
      label="Schedules"
      rows={schedules}
      columns={columns}
      keyOf={({ id }) => id}
      onOpen={({ id }) => onChoose(id)}
      currentKey={chosen ?? null}
      empty="Nothing is scheduled."
    />
  );
}

function Next({ schedule: { nextAt, paused } }: { schedule: Schedule }) {
  const now = useNow(5000);
  if (paused) return <StateBadge state="paused" />;
  if (nextAt === null) return '–';
  return (
    <span className={classes.when}>
      <Time at={nextAt} />
      <small>in {formatUntil(nextAt - now)}</small>
    </span>
  );
}

function Acts({ schedule, onEdit }: { schedule: Schedule; onEdit(id: string): void }) {
  const acts = useScheduleActs();
  const { name, paused } = schedule;
  return (
    <span
      className={classes.acts}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
      role="presentation"
    >
      <Tooltip label="Run now">
        <ActionIcon
          variant="subtle"
          aria-label={`Run ${name} now`}
          disabled={acts.busy}
          onClick={() => acts.run(schedule)}
        >
          <IconPlayerTrackNext size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={paused ? 'Resume' : 'Pause'}>
        <ActionIcon
          variant="subtle"
          aria-label={`${paused ? 'Resume' : 'Pause'} ${name}`}
          disabled={acts.busy}
          onClick={() => (paused ? acts.resume(schedule) : acts.pause(schedule))}
        >
          {paused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={`More for ${name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => onEdit(schedule.id)}>
            Edit…
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={() => acts.remove(schedule)}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
