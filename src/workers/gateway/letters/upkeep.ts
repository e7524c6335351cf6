/**
 * What goes on beside the letters: failed jobs that only the queue knows become letters and leave it, the trash is emptied
 * after its days, and the embedded store is told when there are many more letters than it last looked at.
 */
import { messageOf } from '#contract/errors';
import type { JobPayload } from '#contract/queues';
import { total } from '../../../stack/database/dead-letters';
import { type NewJob, insertMany } from '../../../stack/database/jobs';
import { forget } from '../../../stack/database/letter-groups';
import { purge } from '../../../stack/database/letters-gone';
import { type JobOutcome, applyOutcomes } from '../../../stack/database/outcomes';
import { fingerprintOf } from '../../../stack/fingerprint';
import { type FailedJob, failedJobs } from '../../../stack/queue/failed-jobs';
import type { GatewayParts } from '../parts';
import { announceSoon } from './announce';

const sweepMs = 5000;
const purgeMs = 60_000;
const mostOfQueue = 500;
const groupsKeptMs = 30 * 24 * 3_600_000;
/** The planner of the embedded store knows nothing of a table until it is analysed, and nobody does that of itself. */
const analyseAfter = 5000;

/** @returns a function that ends it */
export function startLetterUpkeep(parts: GatewayParts): () => void {
  const { database, log } = parts;
  const tell = announceSoon(parts);
  let analysedAt = 0;
  const rounds = {
    async sweep() {
      if ((await sweepFailed(parts)) > 0) tell();
      if (database.kind !== 'embedded') return;
      const letters = await total(database);
      if (Math.abs(letters - analysedAt) < Math.max(analyseAfter, analysedAt / 2)) return;
      await database.pool.query('analyze flightline.dead_letters');
      await database.pool.query('analyze flightline.jobs');
      await database.pool.query('analyze flightline.job_names');
      analysedAt = letters;
    },
    async purge() {
      const now = Date.now();
      const purged = await purge(database, now);
      await forget(database, now - groupsKeptMs);
      if (purged > 0) log.info('letters-purged', { purged });
    },
  };
  const every = (name: keyof typeof rounds, ms: number) => {
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      rounds[name]()
        .catch((error: unknown) => log.warn(`letters-${name}-failed`, { message: messageOf(error) }))
        .finally(() => (busy = false));
    }, ms);
    return timer.unref();
  };
  const timers = [every('sweep', sweepMs), every('purge', purgeMs)];
  return () => timers.forEach((timer) => clearInterval(timer));
}

/** @returns how many jobs left the queue */
export async function sweepFailed({
  queues,
  database,
  engines,
  log,
}: Pick<GatewayParts, 'queues' | 'database' | 'engines' | 'log'>): Promise<number> {
  const found = await failedJobs(
    queues.redis,
    engines.map(({ name }) => name),
    mostOfQueue,
  );
  if (found.length === 0) return 0;
  const ours = found.flatMap(({ payload, ...job }) => (payload ? [{ ...job, payload }] : []));
  // A job that has ended by its row stays as it is: this is how ours look while their worker is about to remove them.
  await insertMany(database, ours.map(rowOf));
  await applyOutcomes(database, ours.map(outcomeOf));
  for (const { queue, id } of found) await queues.removeFrom(queue, id);
  log.warn('failed-jobs-swept', { jobs: found.length, unknown: found.length - ours.length });
  return found.length;
}

type Ours = Omit<FailedJob, 'payload'> & { payload: JobPayload };

function rowOf({ id, payload }: Ours): NewJob {
  const { engine, version, lane, fileName, sha256, sizeBytes, options, acceptedAt } = payload;
  return { id, engine, engineVersion: version, lane, fileName, sha256, sizeBytes, options, acceptedAt };
}

function outcomeOf({ id, payload, reason, attempts, failedAt }: Ours): JobOutcome {
  const failure = { code: 'ENGINE_FAILED', message: reason, stack: null };
  return {
    jobId: id,
    generation: payload.generation,
    attempt: {
      attempt: attempts,
      startedAt: failedAt,
      finishedAt: failedAt,
      worker: 'unknown',
      outcome: 'failed',
      errorCode: failure.code,
      errorMessage: reason,
      stack: null,
    },
    state: 'failed',
    waitMs: null,
    runMs: null,
    crashes: payload.crashes,
    result: null,
    fingerprint: fingerprintOf({ engine: payload.engine, ...failure }),
    logs: [],
  };
}
