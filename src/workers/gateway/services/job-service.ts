/** Jobs: pages, details, cancel, retry. */
import { FlightlineError } from '#contract/errors';
import type { ActResult, JobState } from '#contract/jobs';
import type { IngestItem } from '#contract/ingest';
import { topics } from '#contract/relay';
import type { Services } from '#contract/services';
import { engineNamed, findEngine } from '../../../engines/registry';
import { batchesOf, reopenFor } from '../../../stack/database/batches';
import * as jobPages from '../../../stack/database/job-pages';
import * as jobs from '../../../stack/database/jobs';
import { headBytes } from '../../../stack/blobs/blob-store';
import { attemptsOf, getResult, logsOf } from '../../../stack/database/outcomes';
import { cancelledAfter } from '../../../stack/database/workflow-steps';
import type { GatewayParts } from '../parts';

export function createJobService(parts: GatewayParts): Services['jobs'] {
  const { database, watch, acts } = parts;
  const retry = acts.define('jobs.retry', async ({ ids, act }: { ids: string[]; act?: string }, change) => {
    change.before = await jobs.countStates(database, ids);
    const answer = await retryJobs(parts, ids, act);
    change.after = await jobs.countStates(database, ids);
    return answer;
  });
  const again = acts.define('jobs.again', (work: { id: string; options: Record<string, unknown> }) =>
    runAgain(parts, work),
  );
  const cancel = acts.define('jobs.cancel', async ({ ids }: { ids: string[] }, change, actor) => {
    change.before = await jobs.countStates(database, ids);
    const answer = await cancelJobs(parts, ids, `${actor} cancelled the job.`);
    change.after = await jobs.countStates(database, ids);
    return answer;
  });
  return {
    async page(query) {
      const page = await jobPages.page(database, query);
      return { ...page, rows: watch.withProgress(page.rows, ({ id }) => id) };
    },
    counts: (filter) => jobPages.counts(database, filter),
    async get(id) {
      const job = await jobs.get(database, id);
      if (!job) throw new FlightlineError('NOT_FOUND', `There is no job ${id}.`);
      const [result, attempts, logs, batches, sameFile] = await Promise.all([
        getResult(database, id),
        attemptsOf(database, id),
        logsOf(database, id),
        batchesOf(database, [id]),
        jobs.newestOfFile(database, job.sha256),
      ]);
      const [row] = watch.withProgress([jobs.toJobRow(job)], () => id);
      return {
        job: row ?? jobs.toJobRow(job),
        options: job.options,
        output: result?.output ?? null,
        attempts,
        logs,
        batches: batches.map((batch) => ({ id: batch.id, name: batch.name })),
        sameFile: sameFile.map(({ id: stepId, engine, state, errorMessage }) => ({
          id: stepId,
          engine,
          state,
          errorMessage,
        })),
        views: result ? Object.keys(findEngine(job.engine)?.views ?? {}) : [],
      };
    },
    retry: (ids, by) => retry({ ids, act: by.key }, by),
    cancel: (ids, by) => cancel({ ids }, by),
    again: (work, by) => again(work, by),
  };
}

/** Failed and cancelled jobs wait again; batches of theirs go on. `act` is what an undo will name. */
export async function retryJobs(parts: GatewayParts, ids: string[], act = ''): Promise<ActResult> {
  const { database, workflow } = parts;
  const before = await jobs.statesOf(database, ids);
  const following = await cancelledAfter(database, ids);
  const revived = await jobs.requeue(database, [...new Set([...ids, ...following])], Date.now(), act);
  const waiting = new Set(revived.map(({ id }) => id));
  // After a crash half-way the rows wait already while the queue does not know them: queue those, too.
  const halfDone = ids.filter((id) => !waiting.has(id) && before.get(id)?.state === 'waiting');
  const again = await jobs.getMany(database, halfDone);
  await workflow.queue([...revived, ...again], Date.now());
  await reopenFor(database, [...waiting]);
  parts.changed([...waiting], 'waiting');
  return {
    done: ids.filter((id) => waiting.has(id)).length,
    skipped: skipped(ids, waiting, before, 'only failed and cancelled jobs can be retried'),
  };
}

async function runAgain(
  { database, intake, blobs }: GatewayParts,
  { id, options }: { id: string; options: Record<string, unknown> },
): Promise<IngestItem> {
  const job = await jobs.get(database, id);
  if (!job) throw new FlightlineError('NOT_FOUND', `There is no job ${id}.`);
  const engine = engineNamed(job.engine);
  const fitting = engine.options.safeParse(options);
  if (!fitting.success)
    throw new FlightlineError(
      'INVALID_INPUT',
      `The options do not fit ${engine.title}: ${fitting.error.message}`,
    );
  const { fileName, sizeBytes, sha256 } = job;
  const head: Uint8Array[] = [];
  for await (const piece of blobs.stream(sha256, { start: 0, end: headBytes - 1 })) head.push(piece);
  const [item] = await intake.accept({
    files: [{ fileName, sizeBytes, sha256, head: Buffer.concat(head) }],
    batchId: null,
    lane: 'interactive',
    choices: { engine: engine.name, options },
  });
  if (!item) throw new Error('An intake answers for each file.');
  return item;
}

/** Jobs that have not ended are cancelled, running ones interrupted. `why`: one sentence, for their traces. */
export async function cancelJobs(parts: GatewayParts, ids: string[], why: string): Promise<ActResult> {
  const { database, queues, link } = parts;
  const before = new Map((await jobs.getMany(database, ids)).map((job) => [job.id, job]));
  const cancelled = new Set(await jobs.setStates(database, ids, 'cancelled', Date.now()));
  const rows = await jobs.getMany(
    database,
    ids.filter((id) => before.get(id)?.state !== undefined),
  );
  const affected = rows.filter(({ id, state }) => cancelled.has(id) || state === 'cancelled');
  await queues.remove(affected);
  link.relay('engine', topics.cancel, { ids: affected.map(({ id }) => id), why });
  parts.changed([...cancelled], 'cancelled');
  parts.cancelTracer.cancelled(
    [...before.values()].filter(({ id }) => cancelled.has(id)),
    why,
  );
  await parts.workflow.ended(
    [...cancelled].map((id) => ({ id, state: 'cancelled' })),
    Date.now(),
  );
  return { done: cancelled.size, skipped: skipped(ids, cancelled, before, 'it has ended already.') };
}

function skipped(
  ids: readonly string[],
  done: ReadonlySet<string>,
  before: ReadonlyMap<string, { state: JobState }>,
  reason: string,
): ActResult['skipped'] {
  return ids
    .filter((id) => !done.has(id))
    .slice(0, 1000)
    .map((id) => {
      const state = before.get(id)?.state;
      return { id, reason: state === undefined ? 'There is no such job.' : `It is ${state}; ${reason}` };
    });
}
