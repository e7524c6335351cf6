/** Columns of the audit log. */
import type { AuditEntry } from '#contract/audit';
import { formatCount } from '../../ui/format';
import { OutcomeBadge } from './OutcomeBadge';
import type { Column } from '../../ui/table-types';
import { Time } from '../../ui/Time';

export const auditColumns: readonly Column<AuditEntry>[] = [
  { key: 'seq', header: 'No.', width: '64px', align: 'right', cell: ({ seq }) => formatCount(seq) },
  { key: 'at', header: 'When', width: '180px', cell: ({ at }) => <Time at={at} /> },
  { key: 'actor', header: 'Who', width: '110px', cell: ({ actor }) => actor },
  { key: 'act', header: 'What', width: '190px', cell: ({ act }) => act },
  { key: 'subject', header: 'On', width: 'minmax(200px, 1fr)', cell: ({ subject }) => subject },
  {
    key: 'outcome',
    header: 'Outcome',
    width: '130px',
    cell: (entry) => <OutcomeBadge entry={entry} />,
  },
];
