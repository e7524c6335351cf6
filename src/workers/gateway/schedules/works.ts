/** What a schedule can do: each kind of work as a function that ends when its part is done. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { FlightlineError } from '#contract/errors';
import type { ScheduledWork, WorkOf } from '#contract/schedules';
import type { Services } from '#contract/services';
import type { Act } from '#contract/services/act';
import { purge } from '../../../stack/database/letters-gone';
import * as retention from '../../../stack/database/retention';
import type { RunRow } from '../../../stack/database/schedules';
import { hasChangedFiles } from '../intake/changed-files';
import { collectBlobs } from '../blob-collection';
import type { GatewayParts } from '../parts';
import { batchIdOf } from '../services/batch-service';
import type { IngestService } from '../services/ingest-service';

export interface WorkContext {
  run: RunRow;
  scheduleName: string;
  timeZone: string;
  /** The same for a run that is begun again after a crash: its steps happen once. */
  by: Act;
  signal: AbortSignal;
}

/** `message`: one sentence of what was done. */
export interface WorkDone {
  message: string;
  batchId?: string;
}

export type Works = {
  [Kind in ScheduledWork['kind']]: (work: WorkOf<Kind>, context: WorkContext) => Promise<WorkDone>;
};

export interface WorkParts {
  parts: GatewayParts;
  ingest: IngestService;
  engines: Services['engines'];
  backups: Services['backups'];
}

/** A version 4 UUID in form, made of the run's id. */
export function keyOfRun(runId: string): string {
  const hex = createHash('sha256').update(`schedule run ${runId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function createWorks({ parts, ingest, engines, backups }: WorkParts): Works {
  return {
    folder: (work, context) => takeFolder(parts, ingest, { work, context }),
    async 'engine-act'({ engine, act, input }, { by }) {
      const answer = JSON.stringify(await engines.act({ engine, name: act, input }, by)) ?? 'null';
      return { message: answer.length <= 300 ? `Answered ${answer}` : `Answered ${answer.slice(0, 300)}…` };
    },
    housekeeping: (work, context) => keepHouse(parts, work, context),
    async backup({ folder, keep }, { run, signal }) {
      const before = await madeBefore(backups, folder, run);
      if (before !== null) return { message: `${before} was made before the gateway ended.` };
      const made = await backups.make({ folder, keep, signal });
      const MiB = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MiB`;
      return {
        message: `${made.name}: ${made.files.length} files, ${MiB(made.bytes)}, ${MiB(made.newBytes)} of them new.`,
      };
    },
  };
}

/**
 * A run that was broken off may have made its backup; and in a restored database the run that made the backup goes on as it was when it
 * was copied.
 */
async function madeBefore(
  backups: Services['backups'],
  folder: string | null,
  { begun, startedAt }: RunRow,
): Promise<string | null> {
  if (begun <= 1 || startedAt === null) return null;
  const made = (await backups.list(folder)).filter(({ createdAt }) => createdAt >= startedAt);
  return made.at(-1)?.name ?? null;
}

async function takeFolder(
  { database }: GatewayParts,
  ingest: IngestService,
  { work, context }: { work: WorkOf<'folder'>; context: WorkContext },
): Promise<WorkDone> {
  const { run, scheduleName, timeZone, by } = context;
  const { paths, lane, engine, options, onlyChanged } = work;
  for (const path of paths)
    if ((await stat(path).catch(() => null)) === null)
      throw new FlightlineError('FILE_NOT_FOUND', `${path} cannot be reached.`);
  const batchId = batchIdOf(by.key);
  // A run that was interrupted after its batch was made goes on with it.
  const isNew = !onlyChanged || run.begun > 1 || (await hasChangedFiles(database, run.scheduleId, paths));
  if (!isNew) return { message: 'No file is new or has changed.' };
  const name = `${scheduleName}, ${wallClock(run.dueAt, timeZone)}`.slice(-200);
  const onlyNewTo = onlyChanged ? run.scheduleId : undefined;
  await ingest.take({ batchId, name, paths, lane, choices: { engine, options }, onlyNewTo }, by);
  return { message: 'The batch was made.', batchId };
}

/** E.g. `2026-11-22 06:00`. */
function wallClock(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return format.format(at);
}

const dayMs = 24 * 3_600_000;
async function keepHouse(
  parts: GatewayParts,
  work: WorkOf<'housekeeping'>,
  { signal }: WorkContext,
): Promise<WorkDone> {
  const { database } = parts;
  const now = Date.now();
  const said: string[] = [];
  if (work.removeRunsAfterDays !== null) {
    const before = now - work.removeRunsAfterDays * dayMs;
    said.push(`${await retention.removeEndedJobs(database, before, signal)} runs`);
    said.push(`${await retention.removeEmptyBatches(database, before)} batches`);
  }
  if (work.removeHistoryAfterDays !== null) {
    const before = now - work.removeHistoryAfterDays * dayMs;
    said.push(`${await retention.removeScheduleHistory(database, before)} entries of the history`);
  }
  // Also each minute beside the work; here it is seen.
  said.push(`${await purge(database, now)} letters of the trash`);
  if (work.removeUnusedFiles) {
    const { removed } = await collectBlobs(parts, signal);
    said.push(`${removed} stored files`);
  }
  return { message: `Removed: ${said.join(', ')}.` };
}
