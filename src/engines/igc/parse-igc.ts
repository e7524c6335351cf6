/**
 * Reads an IGC file: one pass over the bytes, headers as text, fixes into typed arrays. Never fails: what cannot be
 * read is skipped with a warning, and whether a flight is left is the caller's question.
 */
import { isClockDefault, readDateRecord } from './date-record';
import { decodeText, detectUtf16, textStart, utf16ToUtf8 } from './encoding';
import { ExtensionColumns } from './extension-columns';
import type { ExtensionLayout } from './extensions';
import { readExtensions } from './extensions';
import { FixReader } from './fix-reader';
import { noHeaders, readHeader, readManufacturer } from './headers';
import type { DateRecord, IgcFile } from './igc-file';
import type { WarningCode } from './warning-log';
import { WarningLog } from './warning-log';

const LF = 10;
const CR = 13;
const CTRL_Z = 0x1a; // end of file in DOS; it ends a line like NUL padding does
const BYTES_PER_FIX = 36; // shortest whole B record with its line end
const TEXT_LIMIT = 2000; // bytes of a header that are decoded
/** A file has one or a few; hostile ones have a million. */
const MOST_LAYOUTS = 100;
const MOST_DATES = 1000;

const outcomeWarnings: Readonly<Record<string, WarningCode | undefined>> = {
  bad: 'BAD_FIX',
  short: 'SHORT_FIX',
  badAltitude: 'BAD_ALTITUDE',
  badValidity: 'BAD_VALIDITY',
};

class IgcReader {
  readonly #fixes: FixReader;
  readonly #warnings = new WarningLog();
  readonly #headers = { ...noHeaders };
  readonly #dates: DateRecord[] = [];
  readonly #layouts: ExtensionLayout[] = [];
  #fixRecords = 0;
  #hasSecurityRecord = false;
  #hasA = false;

  constructor(readonly bytes: Uint8Array) {
    this.#fixes = new FixReader(bytes, Math.ceil(bytes.length / BYTES_PER_FIX));
  }

  get warnings(): WarningLog {
    return this.#warnings;
  }

  /** Walks the lines. CR LF, LF, CR CR LF and CR alone all end a line; `line` counts as an editor would. */
  readAll(from: number): void {
    const { bytes } = this;
    const end = bytes.length;
    const lineEnd = bytes.includes(LF) ? LF : CR;
    let line = 1;
    let at = from;
    while (at < end) {
      let stop = at;
      let byte = 0;
      while (
        stop < end &&
        (byte = bytes[stop] as number) !== LF &&
        byte !== CR &&
        byte !== CTRL_Z &&
        byte !== 0
      )
        stop++;
      if (stop > at) this.#record(at, stop, line);
      if (stop >= end) {
        if (stop > at) this.#warnings.add('NO_FINAL_NEWLINE', line);
        return;
      }
      if (byte === lineEnd) line++;
      at = stop + 1;
    }
  }

  #record(start: number, stop: number, line: number): void {
    let at = start;
    let type = this.bytes[at] as number;
    while ((type === 0x20 || type === 0x09) && at + 1 < stop) type = this.bytes[++at] as number;
    if (type >= 0x61 && type <= 0x7a) {
      type -= 0x20;
      this.#warnings.add('LOWER_CASE', line);
    }
    if (type === 0x42) this.#fix(at, stop, line);
    else if (type === 0x47) this.#hasSecurityRecord = true;
    else this.#other(type, at, stop, line);
  }

  #fix(at: number, stop: number, line: number): void {
    this.#fixRecords++;
    const outcome = this.#fixes.read(at, stop - at, line);
    if (outcome === 'read') return;
    const code = outcomeWarnings[outcome];
    if (code) this.#warnings.add(code, line);
  }

  #other(type: number, at: number, stop: number, line: number): void {
    switch (type) {
      case 0x41: // A
        this.#identification(this.#text(at, stop), line);
        return;
      case 0x48: // H
        this.#header(this.#text(at, stop), line);
        return;
      case 0x49: {
        // I
        const { extensions, ranges, ok } = readExtensions(this.#text(at, stop));
        this.#fixes.extensions = extensions;
        if (this.#layouts.length < MOST_LAYOUTS) this.#layouts.push({ firstFix: this.#fixes.count, ranges });
        if (!ok) this.#warnings.add('BAD_EXTENSION', line);
        return;
      }
      case 0x43: // C task, D differential GPS, E event, F satellites, J and K slow data, L log book, M, N
      case 0x44:
      case 0x45:
      case 0x46:
      case 0x4a:
      case 0x4b:
      case 0x4c:
      case 0x4d:
      case 0x4e:
        return;
      case 0x20:
      case 0x09:
        return;
      default:
        this.#warnings.add('JUNK_LINE', line);
    }
  }

  #identification(text: string, line: number): void {
    if (this.#hasA) return;
    this.#hasA = true;
    this.#headers.manufacturerCode = readManufacturer(text);
    if (this.#headers.manufacturerCode === null || text.length < 7) this.#warnings.add('BAD_A_RECORD', line);
  }

  #header(text: string, line: number): void {
    const day = readDateRecord(text);
    if (day === undefined) {
      readHeader(text, this.#headers);
      return;
    }
    if (day === null) {
      this.#warnings.add('BAD_DATE', line);
      return;
    }
    if (isClockDefault(day)) this.#warnings.add('CLOCK_NOT_SET', line);
    if (this.#dates.at(-1)?.day === day || this.#dates.length >= MOST_DATES) return;
    if (this.#dates.length > 0) this.#warnings.add('SEVERAL_DATES', line);
    this.#dates.push({ firstFix: this.#fixes.count, day, line });
  }

  #text(at: number, stop: number): string {
    return decodeText(this.bytes.subarray(at, Math.min(stop, at + TEXT_LIMIT)));
  }

  finish(): IgcFile {
    if (!this.#hasA) this.#warnings.add('NO_A_RECORD');
    const fixes = this.#fixes.finish();
    return {
      headers: this.#headers,
      dates: this.#dates,
      fixes,
      extensions: new ExtensionColumns(this.bytes, fixes, this.#layouts),
      fixRecords: this.#fixRecords,
      hasSecurityRecord: this.#hasSecurityRecord,
      warnings: this.#warnings,
    };
  }
}

export function parseIgc(input: Uint8Array): IgcFile {
  const utf16 = detectUtf16(input);
  const bytes = utf16 ? utf16ToUtf8(input, utf16) : input;
  const reader = new IgcReader(bytes);
  if (utf16) reader.warnings.add('UTF16', 1);
  reader.readAll(textStart(bytes));
  return reader.finish();
}
