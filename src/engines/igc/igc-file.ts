/** What an IGC file holds once it is read: headers as text, fixes as typed arrays, nothing judged yet. */
import type { ExtensionColumns } from './extension-columns';
import type { WarningLog } from './warning-log';

/** An altitude that the file does not give. */
export const MISSING_ALTITUDE = -32768;

/** Every readable B record in file order. All arrays have length `n`. */
export interface RawFixes {
  n: number;
  /** UTC seconds of the day, with the decimals of TDS. */
  timeOfDayS: Float64Array;
  /** Degrees, WGS84. */
  lat: Float64Array;
  lon: Float64Array;
  /** Pressure altitude above 1013.25 hPa and GNSS altitude, metres; `MISSING_ALTITUDE` where unreadable. */
  baroM: Int32Array;
  gnssM: Int32Array;
  /** 1 = A (3-D fix), 0 = V (2-D or none). */
  valid: Uint8Array;
  /** Line of the file, 1-based. */
  line: Uint32Array;
  /** Where the record begins in the bytes that were read, and its length without line end (65,535 at most). */
  at: Uint32Array;
  length: Uint16Array;
}

/** A date record; it applies to the fixes from `firstFix` on. */
export interface DateRecord {
  firstFix: number;
  /** Days since 1970-01-01. */
  day: number;
  line: number;
}

export interface IgcHeaders {
  /** Three letters of the A record, upper case. */
  manufacturerCode: string | null;
  gliderType: string | null;
  gliderClass: string | null;
  recorderType: string | null;
  firmware: string | null;
  hardware: string | null;
  gnssReceiver: string | null;
  pressureSensor: string | null;
}

export interface IgcFile {
  headers: IgcHeaders;
  dates: DateRecord[];
  fixes: RawFixes;
  /** B records seen, readable or not. */
  fixRecords: number;
  hasSecurityRecord: boolean;
  extensions: ExtensionColumns;
  warnings: WarningLog;
}
