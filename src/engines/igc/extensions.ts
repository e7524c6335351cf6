/** The I record: where a B record carries extra decimals of latitude, longitude and time, and what else is in it. */

/** Byte range inside a B record, `from` inclusive, `to` exclusive. */
export interface ByteRange {
  from: number;
  to: number;
}

export interface FixExtensions {
  LAD: ByteRange | null;
  LOD: ByteRange | null;
  TDS: ByteRange | null;
}

/** Where what is; it holds for the fixes from `firstFix` on, until the next I record. */
export interface ExtensionLayout {
  firstFix: number;
  /** By code, e.g. ENL, GSP, TRT. */
  ranges: ReadonlyMap<string, ByteRange>;
}

export const noExtensions: FixExtensions = { LAD: null, LOD: null, TDS: null };

const FIRST_FREE_COLUMN = 36;
const ENTRY_LENGTH = 7;

/**
 * `text` is a whole I record: `I` count (start end code)*, columns 1-based and inclusive.
 * A wrong count does not matter; an entry that cannot be right is left out and `ok` is false.
 */
export function readExtensions(text: string): {
  extensions: FixExtensions;
  ranges: Map<string, ByteRange>;
  ok: boolean;
} {
  const ranges = new Map<string, ByteRange>();
  const found: FixExtensions = { ...noExtensions };
  const count = Number.parseInt(text.slice(1, 3), 10);
  let ok = /^\d\d$/.test(text.slice(1, 3));
  const body = text.slice(3);
  const entry = /(\d\d)(\d\d)([A-Z]{3})/giy;
  let seen = 0;
  for (let match = entry.exec(body); match; match = entry.exec(body)) {
    seen++;
    const [from, to, code] = [Number(match[1]) - 1, Number(match[2]), (match[3] ?? '').toUpperCase()];
    if (from + 1 < FIRST_FREE_COLUMN || to <= from) {
      ok = false;
      continue;
    }
    ranges.set(code, { from, to });
    if ((code === 'LAD' || code === 'LOD' || code === 'TDS') && to - from <= 6) found[code] = { from, to };
  }
  const rest = body.slice(seen * ENTRY_LENGTH).trim();
  return { extensions: found, ranges, ok: ok && seen === count && rest === '' };
}
