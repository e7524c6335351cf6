/** The shapes of a rule set with their parameters. */
import type { ShapeRule } from '#contract/xcscore';
import { SortTable, type SortColumn } from '../../../ui/SortTable';
import { closingText, sidesText, stepsText } from './league-text';

const kinds: Record<ShapeRule['kind'], string> = {
  freeDistance: 'free distance',
  triangle: 'triangle',
  outAndReturn: 'out and return',
  outAndReturnToMiddle: 'out and return to the middle',
};

const columns: readonly SortColumn<ShapeRule>[] = [
  { key: 'name', header: 'Shape', value: (row) => row.name, cell: (row) => row.name },
  { key: 'kind', header: 'Kind', value: (row) => row.kind, cell: (row) => kinds[row.kind] },
  {
    key: 'multiplier',
    header: '×',
    value: (row) => row.multiplier,
    cell: (row) => row.multiplier,
    right: true,
  },
  {
    key: 'sides',
    header: 'Legs',
    value: (row) => row.minSide,
    cell: (row) => sidesText(row),
  },
  {
    key: 'closing',
    header: 'Closing',
    value: (row) => row.closing.limitShare,
    cell: (row) => closingText(row),
  },
  {
    key: 'least',
    header: 'Least (km)',
    value: (row) => row.minDistanceKm,
    cell: (row) => row.minDistanceKm,
    right: true,
  },
  { key: 'steps', header: 'Rounding', value: (row) => row.scoreStep, cell: (row) => stepsText(row) },
];

export function ShapesTable({ shapes }: { shapes: readonly ShapeRule[] }) {
  return (
    <SortTable
      label="Shapes"
      rows={shapes}
      columns={columns}
      keyOf={(row) => `${row.name} ${row.multiplier}`}
      empty="No shape."
    />
  );
}
