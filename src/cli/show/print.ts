/** What a command prints: JSON for programs, tables for people. */
import { type Column, type TableOptions, tableText } from '../text/table';
import { paintFor } from '../text/style';
import { writeText } from '../output/sink';

export function printJson(value: unknown): Promise<void> {
  return writeText(process.stdout, `${JSON.stringify(value, null, 2)}\n`);
}

export function printText(text: string): Promise<void> {
  return writeText(process.stdout, `${text}\n`);
}

/** A sentence beside the data. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** How stdout wants its tables. */
export function tableOptions(): TableOptions {
  const { isTTY, columns } = process.stdout;
  return { paint: paintFor(process.stdout), width: isTTY ? columns : undefined };
}

/** A table; where there is nothing to show, `none` says so beside the data. */
export async function printRows<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  none: string,
): Promise<void> {
  if (rows.length === 0) say(none);
  else await printText(tableText(columns, rows, tableOptions()));
}
