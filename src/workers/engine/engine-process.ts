/** An engine process: fetches jobs of its pool, runs them on threads, records what came of them. */
import { z } from 'zod';
import type { ChildInit } from '#contract/process';
import { pools } from '#contract/queues';
import { CancelRequest, topics } from '#contract/relay';
import { Tuning } from '#contract/workers';
import { engines, enginesOfPool } from '../../engines/registry';
import { openDatabase } from '../../stack/database/open';
import { workerName } from '../../stack/queue/release';
import { TraceSampler, traceRatesOf } from '../../stack/telemetry/trace-sampler';
import { TraceWriter } from '../../stack/telemetry/trace-writer';
import type { ChildLink, ChildService } from '../runtime/child';
import { EngineThreads } from '../runtime/engine-threads';
import { threadPlaces } from '../runtime/thread-places';
import { DryRunner } from './dry-runner';
import { AttemptTracer } from './attempt-tracer';
import { JobRunner } from './job-runner';
import { LaneWorkers } from './lane-workers';
import { Recorder } from './recorder';
import { recycleReason } from './recycling';
import { Reporter } from './reporter';
import { Slots } from './slots';

const Role = z.object({ pool: z.enum(pools).nullable(), isolation: z.boolean(), tuning: Tuning });
const recycleCheckMs = 1000;

export async function startEngineProcess(init: ChildInit, link: ChildLink): Promise<ChildService> {
  const { pool, isolation, tuning: firstTuning } = Role.parse(init.role);
  let tuning = firstTuning;
  const own = pool === null ? engines : enginesOfPool(pool);
  const { settings } = init;
  const worker = workerName(init.instanceId, init.name, process.pid);

  const database = await openDatabase(init.database, { poolSize: 2 });
  database.onConnectionLost((error) => link.log.warn('database-connection-lost', { error }));
  const threads = new EngineThreads({
    entriesDir: import.meta.dirname,
    places: threadPlaces(init),
    memoryMb: Math.max(...own.map(({ limits }) => limits.memoryMb)),
    onStuck: (reason) => link.die(reason),
  });
  threads.warm();
  const slots = new Slots(tuning.concurrency, isolation ? 0 : 1);
  const reporter = new Reporter(
    (topic, body) => link.relay('gateway', topic, body),
    () => ({ slots: slots.use, paused: tuning.paused }),
  );
  const dryRunner = isolation
    ? new DryRunner({
        threads,
        slots,
        answer: (answer) => link.relay('gateway', topics.dryRunAnswer, answer),
      })
    : null;
  const traces = new TraceWriter(database, link.log);
  const runner = new JobRunner({
    worker,
    database,
    threads,
    slots,
    recorder: new Recorder(database, link.log),
    reporter,
    log: link.log,
    tracer: new AttemptTracer(init.name, new TraceSampler(traceRatesOf(settings)), traces),
    alone: isolation,
  });
  runner.refuses = tuning.paused;
  let jobsTaken = 0;
  const workers = new LaneWorkers({
    name: worker,
    engines: own,
    isolation,
    redis: init.redis,
    timing: settings,
    concurrency: tuning.concurrency,
    process: (job, token) => {
      jobsTaken += 1;
      return runner.process(job, token);
    },
    onFailed: (job, reason) => {
      runner
        .failedInQueue(job, reason)
        .catch((error: unknown) => link.log.error('failure-not-recorded', { jobId: job.id, error }));
    },
    onError: (error) => link.log.warn('queue-error', { error }),
  });
  await workers.ready();

  async function tune(next: Tuning): Promise<void> {
    const wasPaused = tuning.paused;
    tuning = next;
    slots.resize(next.concurrency);
    workers.resize(next.concurrency);
    threads.keepAtMost(next.concurrency + (isolation ? 0 : 1));
    if (next.paused === wasPaused) return;
    runner.refuses = next.paused;
    await (next.paused ? workers.pause() : workers.resume());
  }
  if (tuning.paused) await workers.pause();

  const recycleTimer = setInterval(() => {
    const reason = recycleReason({ jobs: jobsTaken, rssBytes: process.memoryUsage.rss() }, tuning);
    if (!reason) return;
    clearInterval(recycleTimer);
    link.log.info('recycling', { reason });
    link.relay('supervisor', topics.recycle, reason);
  }, recycleCheckMs);
  recycleTimer.unref();

  return {
    facts: { queues: workers.queues },
    onRelay(topic, body) {
      if (dryRunner?.take(topic, body)) return;
      if (topic === topics.cancel) {
        const { ids, why } = CancelRequest.parse(body);
        for (const id of ids) runner.abort(id, 'CANCELLED', why);
      } else if (topic === topics.tuning)
        tune(Tuning.parse(body)).catch((error: unknown) => link.log.warn('not-tuned', { error }));
    },
    interrupt: () => runner.abortAll('INTERRUPTED'),
    async stop(how) {
      clearInterval(recycleTimer);
      runner.refuses = true;
      await workers.pause();
      if (how === 'suspend') runner.abortAll('INTERRUPTED');
      await workers.close();
      reporter.close();
      await threads.close();
      await traces.close();
      await database.close();
    },
  };
}
