/** What fixes carry beside position and altitude (ENL, MOP, GSP, TRT, VAT, GND, ...): read when somebody asks. */
import type { ExtensionLayout } from './extensions';
import type { RawFixes } from './igc-file';

/** Where a record ends before the extension, or holds no number there. */
export const MISSING_EXTENSION = -2_147_483_648;

const MOST_DIGITS = 9; // fit 32 bits
const MOST_CODES = 40; // a record holds some twenty; whoever wants all columns must not run out of memory
const MINUS = 0x2d;
const PLUS = 0x2b;
const BLANK = 0x20;

export class ExtensionColumns {
  /** In the order in which the file names them. */
  readonly codes: readonly string[];

  constructor(
    readonly bytes: Uint8Array,
    readonly fixes: RawFixes,
    readonly layouts: readonly ExtensionLayout[],
  ) {
    const codes = new Set(layouts.flatMap(({ ranges }) => [...ranges.keys()]));
    this.codes = [...codes].slice(0, MOST_CODES);
  }

  /**
   * The digits as recorded (units are the recorder's business), one number for each fix in `index`, which rises
   * where the file is in order. Null when no I record names the code.
   */
  values(code: string, index: Uint32Array): Int32Array | null {
    if (!this.codes.includes(code)) return null;
    const { fixes, layouts } = this;
    const values = new Int32Array(index.length);
    let layout = 0;
    for (let k = 0; k < index.length; k++) {
      const i = index[k] as number;
      while (layout > 0 && i < (layouts[layout]?.firstFix ?? 0)) layout--;
      while (i >= (layouts[layout + 1]?.firstFix ?? Infinity)) layout++;
      const range = i < (layouts[layout]?.firstFix ?? 0) ? undefined : layouts[layout]?.ranges.get(code);
      const present = range !== undefined && (fixes.length[i] as number) >= range.to;
      values[k] = present
        ? number(this.bytes, (fixes.at[i] as number) + range.from, range.to - range.from)
        : MISSING_EXTENSION;
    }
    return values;
  }
}

/** Blanks, a sign, digits. */
function number(bytes: Uint8Array, at: number, width: number): number {
  if (width > MOST_DIGITS) return MISSING_EXTENSION;
  let i = at;
  const end = at + width;
  while (i < end && bytes[i] === BLANK) i++;
  const negative = bytes[i] === MINUS;
  if (negative || bytes[i] === PLUS) i++;
  if (i >= end) return MISSING_EXTENSION;
  let value = 0;
  for (; i < end; i++) {
    const digit = (bytes[i] as number) - 48;
    if (digit < 0 || digit > 9) return MISSING_EXTENSION;
    value = value * 10 + digit;
  }
  return negative ? -value : value;
}
