/** From options to a run: a new one, or the one that is to be continued. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Lane } from '#contract/queues';
import type { EngineInfo } from '#contract/system';
import { identify } from '../../stack/process-identity';
import { UsageError } from '../exit-codes';
import { type ResultFormatName, resultFormats } from '../output/format-name';
import { counted } from '../text/units';
import { type InputFile, chooseBySuffix, expandInputs } from './expand';
import { type RunRecord, chooseRun, suspendedRuns } from './run-record';

export interface RunOptions {
  given: readonly string[];
  dataDir: string;
  engine?: string;
  format?: ResultFormatName;
  /** `-` is stdout. */
  out?: string;
  lane?: Lane;
  resume: boolean;
  /** Files in folders are given to the engine whatever their names. */
  everyFile: boolean;
}

/** What is known before an instance is asked. */
export type Plan =
  { kind: 'new'; engine: string; files: InputFile[] } | { kind: 'resumed'; record: RunRecord };

/** Most paths of one act (`IngestPaths`), and most bytes of one message with some room for its frame. */
const mostFiles = 100_000;
const mostMessageBytes = 15 * 1024 * 1024;

/** @throws UsageError; Error when there is nothing to continue */
export async function planRun(options: RunOptions, say: (line: string) => void): Promise<Plan> {
  const { dataDir, engine, given, resume } = options;
  if (resume) {
    const wanted = { engine, given: given.map((one) => path.resolve(one)) };
    const record = chooseRun(await suspendedRuns(dataDir), wanted);
    if (record) return { kind: 'resumed', record };
    if (given.length === 0) throw new Error(`There is no suspended run in ${dataDir}.`);
    say('There is no suspended run of these files: starting anew; what is done already is known.');
  }
  if (given.length === 0) throw new UsageError('Name the files, folders or patterns to run.');
  if (engine === undefined)
    throw new UsageError('Name the engine with --engine; `flightline engines` lists them.');
  const files = await expandInputs(given);
  if (files.length === 0) throw new UsageError(`There are no files in ${given.join(', ')}.`);
  return { kind: 'new', engine, files };
}

/** @throws UsageError */
export function engineOf(engines: readonly EngineInfo[], name: string): EngineInfo {
  const engine = engines.find((one) => one.name === name);
  if (engine) return engine;
  throw new UsageError(
    `There is no engine named ${name}. There are: ${engines.map((one) => one.name).join(', ')}.`,
  );
}

/** The format that is asked for, else that of the output's suffix. */
export function formatOf({ format, out }: Pick<RunOptions, 'format' | 'out'>): ResultFormatName {
  const suffix = path
    .extname(out ?? '')
    .slice(1)
    .toLowerCase();
  return format ?? resultFormats.find((name) => name === suffix) ?? 'jsonl';
}

/** @throws UsageError */
export function recordOf(
  plan: Plan,
  options: RunOptions,
  engine: EngineInfo,
  say: (line: string) => void,
): RunRecord {
  const worker = identify(process.pid);
  const out = options.out === undefined || options.out === '-' ? null : path.resolve(options.out);
  if (plan.kind === 'resumed') {
    const { record } = plan;
    const named = options.format !== undefined || options.out !== undefined;
    return {
      ...record,
      worker,
      format: named
        ? formatOf({ ...options, format: options.format ?? (options.out ? undefined : record.format) })
        : record.format,
      out: options.out === undefined ? record.out : out,
    };
  }
  const suffixes = engine.accepts.flatMap((rule) => rule.suffixes);
  const { chosen, passedOver } = options.everyFile
    ? { chosen: plan.files, passedOver: 0 }
    : chooseBySuffix(plan.files, suffixes);
  if (passedOver > 0)
    say(
      `Passed over ${counted(passedOver, 'file')} without ${suffixes.join(', ')}; --every-file tries them, too.`,
    );
  checkSize(chosen, engine);
  return {
    key: randomUUID(),
    startedAt: Date.now(),
    worker,
    engine: engine.name,
    lane: options.lane ?? 'batch',
    given: options.given.map((one) => path.resolve(one)),
    files: chosen.map(({ shown, absolute }) => ({ shown, absolute })),
    format: formatOf(options),
    out,
  };
}

function checkSize(files: readonly InputFile[], engine: EngineInfo): void {
  if (files.length === 0)
    throw new UsageError(`None of the files is one for ${engine.name}; --every-file tries them.`);
  const bytes = files.reduce((sum, { absolute }) => sum + Buffer.byteLength(absolute) + 3, 0);
  if (files.length > mostFiles || bytes > mostMessageBytes)
    throw new UsageError(
      `${counted(files.length, 'file')} are too many for one run; run them folder by folder.`,
    );
}
