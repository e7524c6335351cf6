/** The legs of a score; a row brings its leg into view. */
import type { RuleScore } from '#contract/xcscore';
import { SortTable, type SortColumn } from '../../../ui/SortTable';
import { Time } from '../../../ui/Time';
import { formatNumber, formatPercent } from '../../../ui/format';
import { legRows, type LegRow } from './legs';

const columns: readonly SortColumn<LegRow>[] = [
  { key: 'leg', header: 'Leg', value: (row) => row.key, cell: (row) => row.name },
  {
    key: 'distance',
    header: 'Distance',
    value: (row) => row.distanceKm,
    cell: (row) => formatNumber(row.distanceKm, 2, 'km'),
    right: true,
  },
  {
    key: 'share',
    header: 'Share',
    value: (row) => row.share,
    cell: (row) => formatPercent(row.share, 1),
    right: true,
  },
  {
    key: 'from',
    header: 'From',
    value: (row) => row.startIso,
    cell: (row) => <Time at={row.startIso} part="time" />,
  },
  {
    key: 'to',
    header: 'To',
    value: (row) => row.endIso,
    cell: (row) => <Time at={row.endIso} part="time" />,
  },
];
const weight: SortColumn<LegRow> = {
  key: 'weight',
  header: 'Weight',
  value: (row) => row.weight,
  cell: (row) => formatNumber(row.weight, 2),
  right: true,
};

interface LegsTableProps {
  score: RuleScore;
  onChoose?: ((startIso: string, endIso: string) => void) | undefined;
}

export function LegsTable({ score, onChoose }: LegsTableProps) {
  const rows = legRows(score);
  const weighted = rows.some((row) => row.weight !== 1);
  const choose = (row: LegRow): void => {
    if (row.startIso !== null && row.endIso !== null) onChoose?.(row.startIso, row.endIso);
  };
  return (
    <SortTable
      label="Legs"
      rows={rows}
      columns={weighted ? [...columns, weight] : columns}
      keyOf={(row) => row.key}
      {...(onChoose ? { onOpen: choose } : {})}
      empty="No legs."
    />
  );
}
