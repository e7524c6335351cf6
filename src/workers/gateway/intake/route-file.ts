/** Which engines take a file: content first, then its name. A pure function of what is known of the file. */
import type { Engine } from '#contract/engine';
import { type ErrorCode, FlightlineError } from '#contract/errors';

export interface KnownFile {
  fileName: string;
  sizeBytes: number;
  /** First 64 KiB. */
  head: Uint8Array;
}

export type Routing = { engines: Engine[] } | { code: ErrorCode; message: string };

function suffixFits(fileName: string, suffixes: readonly string[]): boolean {
  const name = fileName.toLowerCase();
  return suffixes.some((suffix) => name.endsWith(suffix));
}

function sizeText(bytes: number): string {
  return bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(0)} MiB`
    : `${(bytes / 1024).toFixed(0)} KiB`;
}

export function routeFile(engines: readonly Engine[], file: KnownFile, wanted?: string): Routing {
  if (file.sizeBytes === 0) return { code: 'EMPTY_FILE', message: `${file.fileName} is empty.` };
  const candidates = engines.filter(({ name, onlyWhenNamed = false }) =>
    wanted === undefined ? !onlyWhenNamed : name === wanted,
  );
  if (candidates.length === 0)
    return { code: 'NOT_FOUND', message: `There is no engine named ${wanted ?? ''}.` };
  const taking: Engine[] = [];
  let tooLarge: string | null = null;
  let nameOnly: string | null = null;
  for (const engine of candidates)
    for (const rule of engine.accepts) {
      const named = suffixFits(file.fileName, rule.suffixes);
      const answer = rule.sniff(file.head);
      if (answer === 'no' || (answer === 'maybe' && !named && wanted === undefined)) {
        if (named) nameOnly = rule.label;
        continue;
      }
      if (file.sizeBytes > rule.maxBytes) {
        tooLarge = `${file.fileName} has ${sizeText(file.sizeBytes)}; ${rule.label} may have ${sizeText(rule.maxBytes)}.`;
        continue;
      }
      taking.push(engine);
      break;
    }
  if (taking.length > 0) return { engines: taking };
  if (tooLarge) return { code: 'FILE_TOO_LARGE', message: tooLarge };
  const why = nameOnly ? `its name says ${nameOnly}, its content does not` : 'no engine reads its content';
  return { code: 'UNKNOWN_TYPE', message: `${file.fileName} was not taken: ${why}.` };
}

/** For large files, which are not to be stored for nothing. @throws FlightlineError when no engine takes it */
export function admitRouted(engines: readonly Engine[], file: KnownFile, wanted?: string): void {
  const routing = routeFile(engines, file, wanted);
  if ('code' in routing) throw new FlightlineError(routing.code, routing.message);
}

/** The most bytes any engine would take of a file with this name; more need not be read. */
export function mostBytes(engines: readonly Engine[]): number {
  return Math.max(...engines.flatMap(({ accepts }) => accepts.map(({ maxBytes }) => maxBytes)));
}
