/** Results as CSV (RFC 4180): one row for each file, with the figures that the engine's lists show. */
import type { EngineInfo } from '#contract/system';
import type { ResultFormat } from './result-format';

type Cell = string | number | null | undefined;

/**
 * Spreadsheets run what begins with these as a formula, and a file's name is anybody's text
 * (OWASP, "CSV Injection"). An apostrophe in front makes it text.
 */
const startsFormula = /^[=+\-@\t\r]/;

export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = startsFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

export function csvFormat(columns: EngineInfo['columns']): ResultFormat {
  return {
    needs: 'summary',
    head: csvRow([
      'fileName',
      'path',
      'state',
      'jobId',
      ...columns.map(({ key }) => key),
      'errorCode',
      'errorMessage',
    ]),
    entry: ({ fileName, path, state, jobId, error }, { summary }) =>
      csvRow([
        fileName,
        path,
        state,
        jobId,
        ...columns.map((_, at) => summary?.[at]),
        error?.code,
        error?.message,
      ]),
    tail: '',
  };
}
