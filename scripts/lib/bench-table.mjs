/** Shows the rows of a benchmark as a table for the terminal. */

/**
 * @typedef {object} BenchRow
 * @property {string} measure what was measured
 * @property {number} value median of the runs
 * @property {string} unit
 * @property {number | string} [target]
 * @property {string} [peer] who else was measured in the same run on the same input
 * @property {number} [peerValue]
 * @property {number} [ratio] ours to the peer's
 * @property {number} runs
 * @property {string} [note]
 */

const titles = ['measure', 'value', 'unit', 'target', 'peer', 'peer value', 'ratio', 'runs', 'note'];
const numeric = new Set([1, 3, 5, 6, 7]);

/** @param {BenchRow[]} rows */
export function formatTable(rows) {
  const cells = [titles, ...rows.map(cellsOf)];
  const used = titles.map((_, column) => cells.slice(1).some((row) => row[column] !== ''));
  const widths = titles.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, column) =>
        numeric.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .filter((_, column) => used[column])
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = cells;
  const rule = widths.map((width) => '-'.repeat(width));
  return `${[line(head), line(rule), ...body.map(line)].join('\n')}\n`;
}

/** @param {BenchRow} row */
function cellsOf(row) {
  return [
    row.measure,
    formatNumber(row.value),
    row.unit,
    formatNumber(row.target),
    row.peer ?? '',
    formatNumber(row.peerValue),
    formatNumber(row.ratio),
    String(row.runs),
    row.note ?? '',
  ];
}

/** Three significant digits, whole numbers whole. @param {number | string | undefined} value */
export function formatNumber(value) {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Number.isInteger(value)) return value.toLocaleString('en');
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(3)));
}
