/** What a run must remember to be continued: kept in the data directory from before its first file to its end. */
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Lane } from '#contract/queues';
import { ProcessIdentity, isAlive } from '../../stack/process-identity';
import { resultFormats } from '../output/format-name';

export const RunRecord = z.object({
  /** The act's idempotency key: giving the same files under it again means the same batch. */
  key: z.uuid(),
  startedAt: z.number(),
  /** Of the command that works on it. */
  worker: ProcessIdentity,
  engine: z.string(),
  lane: Lane,
  /** What was typed, made absolute. */
  given: z.array(z.string()),
  files: z.array(z.object({ shown: z.string(), absolute: z.string() })),
  format: z.enum(resultFormats),
  /** Absolute; null for stdout. */
  out: z.string().nullable(),
});
export type RunRecord = z.infer<typeof RunRecord>;

/** Runs that are never continued are forgotten in time. */
const mostKept = 20;

const folderOf = (dataDir: string) => path.join(dataDir, 'run', 'cli');
const fileOf = (dataDir: string, key: string) => path.join(folderOf(dataDir), `${key}.json`);

export async function keepRecord(dataDir: string, record: RunRecord): Promise<void> {
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 });
  const file = fileOf(dataDir, record.key);
  await writeFile(`${file}.new`, JSON.stringify(record), { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  for (const old of (await suspendedRuns(dataDir)).slice(mostKept)) await dropRecord(dataDir, old.key);
}

export async function dropRecord(dataDir: string, key: string): Promise<void> {
  await rm(fileOf(dataDir, key), { force: true });
}

async function read(file: string): Promise<RunRecord | null> {
  try {
    return RunRecord.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null; // of another version, or just removed by its own command
  }
}

/** Runs that nobody works on, newest first. */
export async function suspendedRuns(dataDir: string): Promise<RunRecord[]> {
  const names = await readdir(folderOf(dataDir)).catch(() => []);
  const found = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => read(path.join(folderOf(dataDir), name))),
  );
  return found
    .filter((record) => record !== null)
    .filter(({ worker }) => worker.pid === process.pid || !isAlive(worker))
    .sort((a, b) => b.startedAt - a.startedAt);
}

/** The run that `--resume` means: the last, or the last of just these files. */
export function chooseRun(
  runs: readonly RunRecord[],
  wanted: { engine?: string; given: readonly string[] },
): RunRecord | null {
  const given = JSON.stringify(wanted.given);
  const fits = (run: RunRecord) =>
    (wanted.engine === undefined || run.engine === wanted.engine) &&
    (wanted.given.length === 0 || JSON.stringify(run.given) === given);
  return runs.find(fits) ?? null;
}
