/** Every component with its status, since when, and what it says of itself. */
import type { HealthComponent } from '#contract/health';
import { Panel } from '../../ui/Panel';
import { SortTable, type SortColumn } from '../../ui/SortTable';
import { Time } from '../../ui/Time';
import { formatDuration } from '../../ui/format';
import { StatusLight } from './StatusLight';
import classes from './Health.module.css';

const order = { down: 0, degraded: 1, ok: 2 } as const;

const columns: readonly SortColumn<HealthComponent>[] = [
  {
    key: 'title',
    header: 'Component',
    value: ({ title }) => title,
    cell: ({ title, group }) => (
      <>
        <b className={classes.name}>{title}</b>
        {group === 'engine' && <span className={classes.group}> engine</span>}
      </>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    value: ({ status }) => order[status],
    cell: ({ status }) => <StatusLight status={status} />,
  },
  {
    key: 'detail',
    header: 'Detail',
    value: ({ detail }) => detail,
    cell: ({ detail, action }) => (
      <span className={classes.detail}>
        {detail}
        {action !== null && <span className={classes.action}> {action}</span>}
      </span>
    ),
  },
  {
    key: 'took',
    header: 'Answered in',
    value: ({ tookMs }) => tookMs,
    cell: ({ tookMs }) => (tookMs === null ? '–' : formatDuration(tookMs)),
    right: true,
  },
  {
    key: 'since',
    header: 'Since',
    value: ({ since }) => since,
    cell: ({ since }) => <Time at={since} />,
    right: true,
  },
];

export function Components({ components }: { components: readonly HealthComponent[] }) {
  return (
    <Panel title="Components" flush>
      <SortTable
        label="Components"
        rows={components}
        columns={columns}
        keyOf={({ name }) => name}
        empty="No component is known."
      />
    </Panel>
  );
}
