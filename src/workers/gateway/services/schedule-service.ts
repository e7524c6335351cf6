/** Schedules: read, made, changed, paused, removed and put back, run by hand. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Batch } from '#contract/batches';
import { FlightlineError } from '#contract/errors';
import type { ActResult } from '#contract/jobs';
import type { SchedulableAct, Schedule, ScheduleInput, ScheduleRun } from '#contract/schedules';
import type { Services } from '#contract/services';
import { engineNamed } from '../../../engines/registry';
import * as batches from '../../../stack/database/batches';
import type { Database } from '../../../stack/database/open';
import * as schedules from '../../../stack/database/schedules';
import type { RunRow, ScheduleRow } from '../../../stack/database/schedules';
import { assertClock, clockProblem, cronInWords, nextTimes } from '../../../stack/schedule/cron';
import { assertBackupFolder } from '../backups/backup-folder';
import { assertChoicesFit } from '../intake/intake';
import type { GatewayParts } from '../parts';
import { type Clockwork, startClockwork } from '../schedules/clockwork';
import { ScheduleRunner } from '../schedules/runner';
import { createWorks } from '../schedules/works';
import { fit } from './engine-service';
import type { IngestService } from './ingest-service';

export interface ScheduleService {
  service: Services['schedules'];
  /** Enters what engines declare, then begins what is due. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const shownTimes = 5;

export function createScheduleService(
  parts: GatewayParts,
  others: { ingest: IngestService; engines: Services['engines']; backups: Services['backups'] },
): ScheduleService {
  const { acts, database, hub } = parts;
  const runner = new ScheduleRunner(parts, createWorks({ parts, ...others }));
  let clockwork: Clockwork | null = null;

  const describe = async (row: ScheduleRow): Promise<Schedule> => {
    const [last] = await schedules.lastRuns(database, [row.id]);
    return shown(row, last ? await withBatch(parts, last) : null);
  };
  /** For acts: what has changed is told to Redis and to the consoles. */
  const changed = (): void => {
    hub.publish({ type: 'changed', part: 'schedules' });
    void clockwork?.changed();
  };
  const onMany = (verb: string, change: (ids: string[]) => Promise<string[]>, reason: string) =>
    acts.define(`schedules.${verb}`, async ({ ids }: { ids: string[] }, noted): Promise<ActResult> => {
      noted.before = await shortly(database, ids);
      const done = new Set(await change(ids));
      noted.after = await shortly(database, ids);
      changed();
      const skipped = ids.filter((id) => !done.has(id)).map((id) => ({ id, reason }));
      return { done: done.size, skipped };
    });

  const save = acts.define(
    'schedules.save',
    async ({ id, ...input }: ScheduleInput & { id: string }, change) => {
      change.before = await schedules.get(database, id).catch(() => undefined); // a new one
      await schedules.save(database, { ...input, id, at: Date.now() });
      changed();
      const saved = await schedules.get(database, id);
      change.after = saved;
      return describe(saved);
    },
  );
  const pause = onMany(
    'pause',
    (ids) => schedules.setPaused(database, ids, true, Date.now()),
    'It is paused already, or removed.',
  );
  const resume = onMany(
    'resume',
    (ids) => schedules.setPaused(database, ids, false, Date.now()),
    'It is not paused, or it is removed.',
  );
  const remove = onMany(
    'remove',
    (ids) => schedules.setRemoved(database, ids, true, Date.now()),
    'It is not there any more.',
  );
  const restore = onMany(
    'restore',
    (ids) => schedules.setRemoved(database, ids, false, Date.now()),
    'It was not removed, or too long ago.',
  );
  const run = acts.define(
    'schedules.run',
    async (subject: { id: string; runId: string; at: number }, change) => {
      const { id, runId, at } = subject;
      const { name } = await schedules.get(database, id);
      change.after = { name, run: runId };
      await schedules.addManualRun(database, { id: runId, scheduleId: id, at });
      runner.poke();
      hub.publish({ type: 'changed', part: 'schedules' });
      return withBatch(parts, await schedules.getRun(database, runId));
    },
  );

  return {
    service: {
      async list() {
        const rows = await schedules.list(database);
        const runs = await withBatches(
          parts,
          await schedules.lastRuns(
            database,
            rows.map(({ id }) => id),
          ),
        );
        const lastOf = new Map(runs.map((one) => [one.scheduleId, one]));
        return rows.map((row) => shown(row, lastOf.get(row.id) ?? null));
      },
      get: async (id) => describe(await schedules.get(database, id)),
      async history(query) {
        const { rows, total } = await schedules.history(database, query);
        return { rows: await withBatches(parts, rows), total };
      },
      preview(cron, timeZone) {
        const problem = clockProblem({ cron, timeZone });
        const clock = { cron, timeZone };
        return Promise.resolve(
          problem === null
            ? { words: cronInWords(cron), next: nextTimes(clock, Date.now(), shownTimes), problem }
            : { words: null, next: [], problem },
        );
      },
      acts: () => Promise.resolve(schedulableActs(parts)),
      async save({ id, ...input }, by) {
        assertClock(input);
        assertWork(parts, input);
        const before = id === undefined ? null : await schedules.get(database, id);
        await assertThere(parts, input, before);
        return save({ ...input, id: id ?? `s-${by.key.replaceAll('-', '').slice(0, 16)}` }, by);
      },
      pause: (ids, by) => pause({ ids }, by),
      resume: (ids, by) => resume({ ids }, by),
      remove: (ids, by) => remove({ ids }, by),
      restore: (ids, by) => restore({ ids }, by),
      async run(id, by) {
        const { removedAt } = await schedules.get(database, id);
        if (removedAt !== null) throw new FlightlineError('NOT_FOUND', `The schedule ${id} was removed.`);
        return run({ id, runId: `${id}-by-hand-${by.key.slice(0, 8)}`, at: Date.now() }, by);
      },
    },
    async start() {
      await declareOwn(parts);
      clockwork = startClockwork(parts, runner);
    },
    async stop() {
      await clockwork?.stop();
    },
  };
}

/** As the audit log shows them. */
async function shortly(database: Database, ids: readonly string[]): Promise<unknown> {
  const rows = await Promise.all(
    ids.slice(0, 100).map((id) => schedules.get(database, id).catch(() => null)),
  );
  return rows.flatMap((row) =>
    row === null ? [] : { id: row.id, name: row.name, paused: row.paused, removed: row.removedAt !== null },
  );
}

/** @throws FlightlineError `INVALID_INPUT`, `NOT_FOUND` for an engine or act that is not there */
function assertWork({ init }: GatewayParts, { work }: ScheduleInput): void {
  if (work.kind === 'backup') {
    if (work.folder !== null) assertBackupFolder(init.dataDir, work.folder);
  } else if (work.kind === 'folder') {
    const relative = work.paths.find((item) => !path.isAbsolute(item));
    if (relative !== undefined)
      throw new FlightlineError('INVALID_INPUT', `${relative} is not an absolute path.`);
    assertChoicesFit(work);
    if (work.engine !== undefined) fit('The options', engineNamed(work.engine).options, work.options ?? {});
  } else if (work.kind === 'engine-act') {
    const engine = engineNamed(work.engine);
    const act = engine.acts && Object.hasOwn(engine.acts, work.act) ? engine.acts[work.act] : undefined;
    if (!act) throw new FlightlineError('NOT_FOUND', `${engine.title} has no act named ${work.act}.`);
    fit(act.title, act.input, work.input);
  }
}

/**
 * Asked when a schedule is made, and of what a change adds: a disk that is away for a while stops no schedule that knows it already.
 * @throws FlightlineError `INVALID_INPUT`
 */
async function assertThere(
  { init }: GatewayParts,
  { work }: ScheduleInput,
  before: ScheduleRow | null,
): Promise<void> {
  if (work.kind !== 'folder' || init.settings.attached) return; // the files of an instance elsewhere are not here
  const known = new Set(before?.work.kind === 'folder' ? before.work.paths : []);
  for (const item of work.paths.filter((one) => !known.has(one)))
    await access(item, constants.R_OK).catch((cause: unknown) => {
      throw new FlightlineError(
        'INVALID_INPUT',
        `${whyNotThere(item, cause)}; then save the schedule again.`,
        {
          cause,
        },
      );
    });
}

function whyNotThere(item: string, cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM'
    ? `${item} cannot be read: give the user that runs Flightline the right to`
    : `There is no ${item} on the machine of this instance: correct the path, or connect its disk`;
}

function schedulableActs({ engines }: GatewayParts): SchedulableAct[] {
  return engines.flatMap((engine) =>
    Object.entries(engine.acts ?? {}).map(([act, { title, input }]) => ({
      engine: engine.name,
      engineTitle: engine.title,
      act,
      title,
      inputSchema: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
    })),
  );
}

async function declareOwn({ engines, database }: GatewayParts): Promise<void> {
  const ownTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const engine of engines)
    for (const {
      name,
      title,
      cron,
      timeZone = ownTimeZone,
      catchUp,
      act,
      input,
      paused,
    } of engine.schedules ?? [])
      await schedules.declare(database, {
        id: `${engine.name}-${name}`,
        name: title,
        cron,
        timeZone,
        catchUp,
        catchUpLimit: 1,
        work: { kind: 'engine-act', engine: engine.name, act, input },
        engine: engine.name,
        paused: paused ?? false,
        at: Date.now(),
      });
}

function shown(row: ScheduleRow, lastRun: ScheduleRun | null): Schedule {
  const runs = !row.paused && row.removedAt === null && clockProblem(row) === null;
  return {
    ...row,
    words: cronInWords(row.cron),
    nextAt: runs ? (nextTimes(row, Date.now(), 1)[0] ?? null) : null,
    lastRun,
  };
}

async function withBatch(parts: GatewayParts, row: RunRow): Promise<ScheduleRun> {
  const [run] = await withBatches(parts, [row]);
  if (!run) throw new Error('One row gives one run.');
  return run;
}

async function withBatches({ database }: GatewayParts, rows: readonly RunRow[]): Promise<ScheduleRun[]> {
  const ids = new Set(rows.flatMap(({ batchId }) => batchId ?? []));
  const found = new Map<string, Pick<Batch, 'id' | 'state' | 'counts'>>();
  for (const id of ids) {
    const batch = await batches.get(database, id).catch(() => null); // removed since
    if (batch) found.set(id, { id, state: batch.state, counts: batch.counts });
  }
  return rows.map(({ batchId, begun: _begun, scheduleName, ...run }) => ({
    ...run,
    scheduleName: scheduleName ?? run.scheduleId,
    batch: (batchId !== null && found.get(batchId)) || null,
  }));
}
