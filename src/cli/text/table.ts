/** Aligned tables of text for a terminal. */
import type { Paint, Tone } from './style';
import { plain } from './style';
import { cutTo, displayWidth, printable } from './width';

export interface Column<Row> {
  title: string;
  value(row: Row): string | number | null;
  align?: 'left' | 'right';
  /** May be cut when the terminal is narrow; others keep their width. */
  flexible?: boolean;
  tone?(row: Row): Tone | undefined;
}

export interface TableOptions {
  paint?: Paint;
  /** Columns of the terminal; unlimited where there is none. */
  width?: number;
}

const gap = 2;
const leastFlexible = 12;

/** Gives flexible columns what the others leave. */
function fit(widths: readonly number[], flexible: readonly boolean[], limit: number): number[] {
  const result = [...widths];
  const total = () => result.reduce((sum, width) => sum + width, 0) + gap * (result.length - 1);
  while (total() > limit) {
    const candidates = result.map((width, index) => (flexible[index] && width > leastFlexible ? width : 0));
    const widest = Math.max(...candidates);
    if (widest === 0) return result;
    result[candidates.indexOf(widest)] = Math.max(leastFlexible, widest - (total() - limit));
  }
  return result;
}

/** Header and one line for each row, without a newline at the end. */
export function tableText<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  options: TableOptions = {},
): string {
  const { paint = plain, width = Infinity } = options;
  const cells = rows.map((row) => columns.map((column) => printable(String(column.value(row) ?? '-'))));
  const natural = columns.map(({ title }, index) =>
    Math.max(displayWidth(title), ...cells.map((line) => displayWidth(line[index] ?? ''))),
  );
  const widths = fit(
    natural,
    columns.map(({ flexible }) => flexible === true),
    width,
  );

  const line = (texts: readonly string[], toneAt: (index: number) => Tone | undefined) =>
    texts
      .map((text, index) => {
        const size = widths[index] ?? 0;
        const cut = cutTo(text, size);
        const tone = toneAt(index);
        const shown = tone ? paint(cut, tone) : cut;
        const pad = ' '.repeat(Math.max(0, size - displayWidth(cut)));
        if (columns[index]?.align === 'right') return pad + shown;
        return index === texts.length - 1 ? shown : shown + pad;
      })
      .join(' '.repeat(gap));

  const header = line(
    columns.map(({ title }) => title),
    () => 'strong',
  );
  const body = rows.map((row, at) => line(cells[at] ?? [], (index) => columns[index]?.tone?.(row)));
  return [header, ...body].join('\n');
}

/** `name   value` lines; a value that is null is left out. */
export function pairsText(
  pairs: readonly (readonly [string, string | number | null])[],
  paint: Paint = plain,
): string {
  const shown = pairs.filter(([, value]) => value !== null);
  const size = Math.max(0, ...shown.map(([name]) => displayWidth(name)));
  return shown
    .map(([name, value]) => `${paint(name.padEnd(size), 'dim')}  ${printable(String(value))}`)
    .join('\n');
}
