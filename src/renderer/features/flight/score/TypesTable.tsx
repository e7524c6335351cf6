/** The best of each shape of a rule set. */
import type { RuleScore, ShapeScore } from '#contract/xcscore';
import { SortTable, type SortColumn } from '../../../ui/SortTable';
import { formatNumber } from '../../../ui/format';

const columns: readonly SortColumn<ShapeScore>[] = [
  { key: 'name', header: 'Best of each type', value: (row) => row.name, cell: (row) => row.name },
  {
    key: 'distance',
    header: 'Distance',
    value: (row) => row.distanceKm,
    cell: (row) => formatNumber(row.distanceKm, 2, 'km'),
    right: true,
  },
  {
    key: 'multiplier',
    header: '×',
    value: (row) => row.multiplier,
    cell: (row) => row.multiplier,
    right: true,
  },
  {
    key: 'score',
    header: 'Score',
    value: (row) => row.score,
    cell: (row) => `${row.optimal ? '' : '≥ '}${formatNumber(row.score, 2)}`,
    right: true,
  },
];

export function TypesTable({ score }: { score: RuleScore }) {
  return (
    <SortTable
      label="Best of each type"
      rows={score.byType}
      columns={columns}
      keyOf={(row) => `${row.name} ${row.multiplier}`}
      currentKey={score.type ? `${score.type.name} ${score.type.multiplier}` : null}
      empty="No type is reached."
    />
  );
}
