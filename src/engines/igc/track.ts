/** A cleaned track: what the engines compute with. Times rise, positions are plausible, altitudes are repaired. */
import { FlightlineError } from '#contract/errors';
import type { AltitudeSource } from './altitude';
import { chooseSource, repairAltitude } from './altitude';
import { resolveClock } from './clock';
import type { IgcFile, IgcHeaders } from './igc-file';
import { MISSING_ALTITUDE } from './igc-file';
import { parseIgc } from './parse-igc';
import { cleanPositions } from './positions';
import type { SecurityState } from './security-record';
import { verifySecurity } from './security-record';
import type { WarningLog } from './warning-log';

/** Raw fixes that are used, in order of time. */
export interface FixSelection {
  index: Uint32Array;
  timeS: Float64Array;
}

export interface Track {
  n: number;
  /** UTC epoch seconds, strictly rising. On day 1970-01-01 when `dateKnown` is false. */
  timeS: Float64Array;
  dateKnown: boolean;
  lat: Float64Array;
  lon: Float64Array;
  /** Chosen source, repaired; all 0 when the source is 'none'. */
  altitudeM: Float64Array;
  altitudeSource: AltitudeSource;
  /** Fixes at which the altitude steps without flight: rates across them mean nothing. Rising. */
  altitudeJumps: readonly number[];
  /** Fixes at which the position does. */
  positionJumps: readonly number[];
  /** As recorded; `MISSING_ALTITUDE` where missing. */
  baroM: Int32Array;
  gnssM: Int32Array;
  hasBaro: boolean;
  hasGnss: boolean;
  /** 1 = A, 0 = V. */
  valid: Uint8Array;
  /** Lines of the file. */
  line: Uint32Array;
  headers: IgcHeaders;
  hasSecurityRecord: boolean;
  /** Verified when asked for: it takes a few milliseconds for files of XCSoar. */
  security(): SecurityState;
  /** What the I records name, e.g. ENL, MOP, GSP, TRT, VAT. */
  extensionCodes: readonly string[];
  /** Digits of an extension as recorded, for each fix of the track; `MISSING_EXTENSION` where there are none. */
  extension(code: string): Int32Array | null;
  warnings: WarningLog;
  counts: {
    records: number;
    duplicates: number;
    spikes: number;
    repaired: number;
    invalid: number;
    notValidated: number;
  };
}

/** Fewer fixes are no flight. */
export const MIN_FIXES = 5;

function requireFixes(file: IgcFile, usable: number, bytes: number): void {
  if (usable >= MIN_FIXES) return;
  if (bytes === 0) throw new FlightlineError('EMPTY_FILE', 'The file has no bytes.');
  if (file.fixRecords === 0)
    throw new FlightlineError('INVALID_FLIGHT', 'The file has no fixes: not one B record.');
  const { n } = file.fixes;
  if (n === 0) {
    const lines = file.warnings.list().find((warning) => warning.code === 'BAD_FIX');
    const where = lines?.line ? ` (the first is line ${lines.line})` : '';
    throw new FlightlineError(
      'INVALID_FLIGHT',
      `None of the ${file.fixRecords} fixes (B records) can be read${where}.`,
    );
  }
  const reason =
    n >= MIN_FIXES
      ? `only ${usable} of ${n} fixes have a position and a time of their own`
      : `it has only ${n}`;
  throw new FlightlineError('INVALID_FLIGHT', `A flight needs at least ${MIN_FIXES} fixes; ${reason}.`);
}

/**
 * Reads and cleans an IGC file.
 * @throws FlightlineError `EMPTY_FILE` without bytes; `INVALID_FLIGHT` with fewer than five usable fixes
 */
export function readTrack(bytes: Uint8Array, wanted: 'auto' | 'baro' | 'gnss' = 'auto'): Track {
  const file = parseIgc(bytes);
  const { fixes, warnings } = file;
  requireFixes(file, fixes.n, bytes.length);
  const clock = resolveClock(fixes, file.dates, warnings);
  const { selection, zero, stale, spikes, jumps } = cleanPositions(fixes, clock, warnings);
  requireFixes(file, selection.index.length, bytes.length);

  const n = selection.index.length;
  const pick = <A extends Float64Array | Int32Array | Uint8Array | Uint32Array>(from: A, to: A): A => {
    for (let k = 0; k < n; k++) to[k] = from[selection.index[k] as number] as number;
    return to;
  };
  const valid = pick(fixes.valid, new Uint8Array(n));
  const line = pick(fixes.line, new Uint32Array(n));
  const baroM = pick(fixes.baroM, new Int32Array(n));
  const gnssM = pick(fixes.gnssM, new Int32Array(n));
  let notValidated = 0;
  for (let k = 0; k < n; k++) {
    if (valid[k] === 1) continue;
    notValidated++;
    if (gnssM[k] === 0) gnssM[k] = MISSING_ALTITUDE; // a 2-D fix has no altitude
  }
  const altitude = chooseAltitude(selection.timeS, { baroM, gnssM, line }, wanted, warnings);
  return {
    n,
    timeS: selection.timeS,
    dateKnown: clock.dateKnown,
    lat: pick(fixes.lat, new Float64Array(n)),
    lon: pick(fixes.lon, new Float64Array(n)),
    baroM,
    gnssM,
    valid,
    line,
    ...altitude.track,
    positionJumps: jumps,
    headers: file.headers,
    hasSecurityRecord: file.hasSecurityRecord,
    security: () => verifySecurity(bytes, file),
    extensionCodes: file.extensions.codes,
    extension: (code) => file.extensions.values(code, selection.index),
    warnings,
    counts: {
      records: file.fixRecords,
      duplicates: clock.dropped,
      spikes,
      repaired: altitude.repaired,
      invalid: file.fixRecords - fixes.n + zero + stale,
      notValidated,
    },
  };
}

interface AltitudeColumns {
  baroM: Int32Array;
  gnssM: Int32Array;
  line: Uint32Array;
}

function chooseAltitude(
  timeS: Float64Array,
  columns: AltitudeColumns,
  wanted: 'auto' | 'baro' | 'gnss',
  warnings: WarningLog,
) {
  const baro = repairAltitude(timeS, columns.baroM);
  const gnss = repairAltitude(timeS, columns.gnssM);
  const altitudeSource = chooseSource(baro, gnss, wanted);
  const chosen = altitudeSource === 'baro' ? baro : gnss;
  if (altitudeSource === 'none') warnings.add('NO_ALTITUDE');
  else if (wanted !== 'auto' && wanted !== altitudeSource) warnings.add('SOURCE_UNAVAILABLE');
  if (baro.usable === 0) warnings.add('BARO_MISSING');
  else if (wanted === 'auto' && altitudeSource === 'gnss') warnings.add('BARO_UNUSABLE');
  if (gnss.usable === 0) warnings.add('GNSS_MISSING');
  if (chosen.repaired > 0)
    warnings.add('ALTITUDE_REPAIRED', columns.line[chosen.firstRepair] ?? null, chosen.repaired);
  for (const jump of chosen.jumps) warnings.add('ALTITUDE_JUMP', columns.line[jump] ?? null);
  return {
    track: {
      altitudeM: chosen.altitudeM,
      altitudeSource,
      altitudeJumps: chosen.jumps,
      hasBaro: baro.usable > 0,
      hasGnss: gnss.usable > 0,
    },
    repaired: chosen.repaired,
  };
}
