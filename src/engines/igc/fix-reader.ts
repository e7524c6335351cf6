/**
 * Reads B records byte by byte into typed arrays: the hot loop of the reader, so no strings and no objects per fix.
 * Layout (FAI IGC specification, A2.4): B HHMMSS DDMMmmmN DDDMMmmmE V PPPPP GGGGG, columns 0-34, then extensions.
 */
import type { ByteRange, FixExtensions } from './extensions';
import { noExtensions } from './extensions';
import type { RawFixes } from './igc-file';
import { MISSING_ALTITUDE } from './igc-file';

const SHORTEST = 25; // B to validity: a position without altitudes
const WHOLE = 35;
const LONGEST = 0xffff;

/** What became of a B record; `read` and those after it gave a fix. */
export type FixOutcome = 'bad' | 'read' | 'short' | 'badAltitude' | 'badValidity';

/** `count` digits at `at` as a number, -1 when one of them is none. Reading past the end gives none. */
function digits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  let bad = 0;
  for (let i = at; i < at + count; i++) {
    const digit = ((bytes[i] as number) - 48) & 255; // past the end: NaN & 255 = 0, so callers check the length
    bad |= 9 - digit;
    value = value * 10 + digit;
  }
  return bad < 0 ? -1 : value;
}

/** Five columns; blanks and a minus anywhere before the digits are allowed (`-0012`, `  123`, `00-12`). */
function altitude(bytes: Uint8Array, at: number): number {
  const plain = digits(bytes, at, 5);
  if (plain >= 0) return plain;
  let value = 0;
  let negative = false;
  let seen = 0;
  for (let i = at; i < at + 5; i++) {
    const byte = bytes[i] as number;
    if (byte === 0x2d && !negative && value === 0) negative = true;
    else if (byte >= 48 && byte <= 57) {
      value = value * 10 + byte - 48;
      seen++;
    } else if (byte !== 0x20 || seen > 0) return MISSING_ALTITUDE;
  }
  if (seen === 0) return MISSING_ALTITUDE;
  return negative ? -value : value;
}

/** An extension's digits as a fraction 0..1, 0 when they are not digits. */
function fraction(bytes: Uint8Array, recordAt: number, range: ByteRange): number {
  const count = range.to - range.from;
  const value = digits(bytes, recordAt + range.from, count);
  return value < 0 ? 0 : value / 10 ** count;
}

export class FixReader {
  /** Those of the last I record. */
  extensions: FixExtensions = noExtensions;
  #capacity: number;
  #fixes: RawFixes;

  constructor(
    readonly bytes: Uint8Array,
    expectedFixes: number,
  ) {
    this.#capacity = Math.max(16, expectedFixes);
    this.#fixes = allocate(this.#capacity);
  }

  get count(): number {
    return this.#fixes.n;
  }

  /** Reads the record at `at`, `length` bytes long without line end. */
  read(at: number, length: number, line: number): FixOutcome {
    const { bytes, extensions } = this;
    if (length < SHORTEST) return 'bad';
    const hours = digits(bytes, at + 1, 2);
    const minutes = digits(bytes, at + 3, 2);
    const seconds = digits(bytes, at + 5, 2);
    const latDegrees = digits(bytes, at + 7, 2);
    let latMinutes = digits(bytes, at + 9, 5);
    const lonDegrees = digits(bytes, at + 15, 3);
    let lonMinutes = digits(bytes, at + 18, 5);
    if ((hours | minutes | seconds | latDegrees | latMinutes | lonDegrees | lonMinutes) < 0) return 'bad';
    const northSouth = (bytes[at + 14] as number) | 0x20;
    const eastWest = (bytes[at + 23] as number) | 0x20;
    if ((northSouth !== 0x6e && northSouth !== 0x73) || (eastWest !== 0x65 && eastWest !== 0x77))
      return 'bad';
    // 60000 is a rounding overflow that some recorders write: it carries into the degree by itself.
    if (hours > 23 || minutes > 59 || seconds > 60 || latMinutes > 60_000 || lonMinutes > 60_000)
      return 'bad';

    let timeOfDayS = hours * 3600 + minutes * 60 + seconds;
    const { LAD, LOD, TDS } = extensions; // only where this record is long enough: lengths vary within a file
    if (LAD !== null && length >= LAD.to) latMinutes += fraction(bytes, at, LAD);
    if (LOD !== null && length >= LOD.to) lonMinutes += fraction(bytes, at, LOD);
    if (TDS !== null && length >= TDS.to) timeOfDayS += fraction(bytes, at, TDS);
    const lat = latDegrees + latMinutes / 60_000;
    const lon = lonDegrees + lonMinutes / 60_000;
    if (lat > 90 || lon > 180) return 'bad';

    const fixes = this.#room();
    const n = fixes.n;
    fixes.timeOfDayS[n] = timeOfDayS;
    fixes.lat[n] = northSouth === 0x73 ? -lat : lat;
    fixes.lon[n] = eastWest === 0x77 ? -lon : lon;
    const baroM = length >= 30 ? altitude(bytes, at + 25) : MISSING_ALTITUDE;
    const gnssM = length >= WHOLE ? altitude(bytes, at + 30) : MISSING_ALTITUDE;
    fixes.baroM[n] = baroM;
    fixes.gnssM[n] = gnssM;
    const validity = (bytes[at + 24] as number) | 0x20;
    fixes.valid[n] = validity === 0x61 ? 1 : 0;
    fixes.line[n] = line;
    fixes.at[n] = at;
    fixes.length[n] = Math.min(length, LONGEST);
    fixes.n = n + 1;
    if (length < WHOLE) return 'short';
    if (validity !== 0x61 && validity !== 0x76) return 'badValidity';
    return baroM === MISSING_ALTITUDE || gnssM === MISSING_ALTITUDE ? 'badAltitude' : 'read';
  }

  /** The fixes read; the reader must not be used after. */
  finish(): RawFixes {
    return slice(this.#fixes, this.#fixes.n);
  }

  #room(): RawFixes {
    if (this.#fixes.n < this.#capacity) return this.#fixes;
    this.#capacity *= 2;
    const larger = allocate(this.#capacity);
    larger.timeOfDayS.set(this.#fixes.timeOfDayS);
    larger.lat.set(this.#fixes.lat);
    larger.lon.set(this.#fixes.lon);
    larger.baroM.set(this.#fixes.baroM);
    larger.gnssM.set(this.#fixes.gnssM);
    larger.valid.set(this.#fixes.valid);
    larger.line.set(this.#fixes.line);
    larger.at.set(this.#fixes.at);
    larger.length.set(this.#fixes.length);
    larger.n = this.#fixes.n;
    this.#fixes = larger;
    return larger;
  }
}

function allocate(capacity: number): RawFixes {
  return {
    n: 0,
    timeOfDayS: new Float64Array(capacity),
    lat: new Float64Array(capacity),
    lon: new Float64Array(capacity),
    baroM: new Int32Array(capacity),
    gnssM: new Int32Array(capacity),
    valid: new Uint8Array(capacity),
    line: new Uint32Array(capacity),
    at: new Uint32Array(capacity),
    length: new Uint16Array(capacity),
  };
}

function slice(fixes: RawFixes, n: number): RawFixes {
  return {
    n,
    timeOfDayS: fixes.timeOfDayS.subarray(0, n),
    lat: fixes.lat.subarray(0, n),
    lon: fixes.lon.subarray(0, n),
    baroM: fixes.baroM.subarray(0, n),
    gnssM: fixes.gnssM.subarray(0, n),
    valid: fixes.valid.subarray(0, n),
    line: fixes.line.subarray(0, n),
    at: fixes.at.subarray(0, n),
    length: fixes.length.subarray(0, n),
  };
}
