/** The league table as a spreadsheet: numbers stay numbers, text is never a formula. */
import type { SheetData } from 'write-excel-file/universal';
import { leagueFields } from './league-fields';
import type { LeagueRow } from './ranking';

export function leagueSheet(rows: readonly LeagueRow[]): SheetData {
  const head = leagueFields.map(({ title }) => ({ value: title, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    leagueFields.map(({ value, format }) => {
      const given = value(row);
      if (given === null) return null;
      if (typeof given === 'string') return { value: given, type: String };
      return { value: given, type: Number, ...(format ? { format } : {}) };
    }),
  );
  return [head, ...body];
}

/** Loaded when it is asked for: few operators ever do. */
export async function leagueXlsx(rows: readonly LeagueRow[], sheet: string): Promise<Blob> {
  const { default: writeExcelFile } = await import('write-excel-file/universal');
  const columns = leagueFields.map(({ width }) => ({ width }));
  return writeExcelFile(leagueSheet(rows), {
    columns,
    sheet: sheet.slice(0, 31),
    stickyRowsCount: 1,
  }).toBlob();
}
