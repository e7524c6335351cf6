/** Collects what is odd about a file: one entry per kind, with its first line and how often it was seen. */

const messages = {
  NO_A_RECORD: 'The file does not begin with a recorder identification (A record).',
  BAD_A_RECORD: 'The recorder identification (A record) is incomplete.',
  UTF16: 'The file is UTF-16 text; IGC files are single-byte text.',
  NO_DATE: 'The file gives no date; times are of an unknown day.',
  BAD_DATE: 'A date record cannot be read and is ignored.',
  CLOCK_NOT_SET: 'The date is the start value of a clock that was not set.',
  SEVERAL_DATES: 'The file holds several dates; each applies to the fixes after it.',
  TIME_BACKWARD: 'Fixes whose time repeats or goes back were dropped.',
  OVERLAP: 'Parts of the file cover the same time; the larger one was kept.',
  TIME_STEP: 'The clock steps back by more than ten minutes; the parts were put in order of time.',
  BAD_FIX: 'Fix records (B) that cannot be read were dropped.',
  SHORT_FIX: 'Fix records (B) end before the altitudes.',
  BAD_ALTITUDE: 'Altitudes that are not numbers count as missing.',
  BAD_VALIDITY: 'Fix records (B) have a validity other than A or V; they count as V.',
  BAD_EXTENSION: 'The list of fix extensions (I record) is wrong; what cannot be right is ignored.',
  JUNK_LINE: 'Lines that are no IGC record were skipped.',
  LOWER_CASE: 'Records begin with a lower-case letter.',
  ZERO_POSITION: 'Fixes without a position (0, 0) were dropped.',
  STALE_POSITION: 'Fixes marked V that repeat the position before them were dropped.',
  POSITION_SPIKE: 'Positions that no aircraft can reach were dropped.',
  POSITION_JUMP: 'The position jumps and stays; both parts are kept.',
  BARO_MISSING: 'The file has no pressure altitude.',
  BARO_UNUSABLE: 'The pressure altitude is incomplete or frozen; the GNSS altitude is used.',
  GNSS_MISSING: 'The file has no GNSS altitude.',
  NO_ALTITUDE: 'The file has no usable altitude; figures that need one are missing.',
  ALTITUDE_REPAIRED: 'Altitudes that were missing or wild were interpolated.',
  ALTITUDE_JUMP: 'The altitude steps to another level within a moment; climb rates leave that moment out.',
  SOURCE_UNAVAILABLE: 'The altitude source that was asked for is not in the file; the other one is used.',
  NO_FINAL_NEWLINE: 'The last line is not ended; the file may be cut off.',
  GROUND_TRAVEL: 'A fast stretch without climb or sink was taken for travel on the ground.',
} as const;

export type WarningCode = keyof typeof messages;

export interface Warning {
  /** First line that shows it, 1-based; null when it concerns the whole file. */
  line: number | null;
  code: WarningCode;
  message: string;
  count: number;
}

export class WarningLog {
  readonly #byCode = new Map<WarningCode, Warning>();

  add(code: WarningCode, line: number | null = null, count = 1): void {
    if (count <= 0) return;
    const known = this.#byCode.get(code);
    if (!known) {
      this.#byCode.set(code, { line, code, message: messages[code], count });
      return;
    }
    known.count += count;
    if (line !== null && (known.line === null || line < known.line)) known.line = line;
  }

  count(code: WarningCode): number {
    return this.#byCode.get(code)?.count ?? 0;
  }

  /** In order of lines, whole-file warnings last. */
  list(): Warning[] {
    return [...this.#byCode.values()].sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity));
  }
}
