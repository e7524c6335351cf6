/** Tells the traces of steps that were cancelled before they ran, so that a trace explains every step of a workflow. */
import { messageOf } from '#contract/errors';
import { type StoredJob, getMany } from '../../stack/database/jobs';
import type { Database } from '../../stack/database/open';
import { type TracePart, keptTraces } from '../../stack/database/traces';
import type { Withheld } from '../../stack/database/workflow-steps';
import type { Log } from '../../stack/log';
import { parseTraceParent, traceOf } from '../../stack/telemetry/trace-context';
import { type TraceRates, TraceSampler } from '../../stack/telemetry/trace-sampler';
import { findEngine } from '../../engines/registry';
import { type CancelledStep, partOfCancelled, queuedAtOf } from './cancel-spans';

/** A group is in the database before the next one is looked at: cancelling very many fills no memory. */
const atOnce = 500;

export interface CancelTracerParts {
  database: Database;
  log: Log;
  writer: { add(part: TracePart): void; flush(): Promise<void> };
  rates: TraceRates;
}

type Step = Pick<CancelledStep, 'job' | 'queuedAt' | 'why' | 'at' | 'cause'> & { failed: boolean };

export class CancelTracer {
  private readonly sampler: TraceSampler;

  constructor(private readonly parts: CancelTracerParts) {
    this.sampler = new TraceSampler(parts.rates);
  }

  /**
   * An operator ended them. What ran is told by its worker.
   * @param jobs as they were before
   */
  cancelled(jobs: readonly StoredJob[], why: string): void {
    const at = Date.now();
    this.tell(
      jobs.filter(({ state }) => state !== 'active'),
      async (group) => {
        const before = await getMany(
          this.parts.database,
          group.flatMap(({ afterId }) => afterId ?? []),
        );
        const byId = new Map(before.map((job) => [job.id, job]));
        return group.map((job) => {
          const queuedAt = queuedAtOf(job, job.afterId === null ? null : (byId.get(job.afterId) ?? null));
          return { job, queuedAt, why, at, cause: null, failed: false };
        });
      },
    );
  }

  /** A step before them ended without a result. */
  withheld(steps: readonly Withheld[]): void {
    const at = Date.now(); // the time of the rows may be that of the report which was worked through
    this.tell(steps, async (group) => {
      const byId = new Map(group.map((step) => [step.id, step]));
      const jobs = await getMany(this.parts.database, [...byId.keys()]);
      return jobs.flatMap((job): Step[] => {
        const step = byId.get(job.id);
        if (!step) return [];
        const { cause, causeState } = step;
        const why = `The step ${cause} before it ${causeState === 'failed' ? 'failed' : 'was cancelled'}.`;
        return [{ job, queuedAt: null, why, at, cause, failed: causeState === 'failed' }];
      });
    });
  }

  /** In the background: no act waits for its traces. */
  private tell<Item>(items: readonly Item[], stepsOf: (group: readonly Item[]) => Promise<Step[]>): void {
    const all = async () => {
      for (let from = 0; from < items.length; from += atOnce)
        await this.write(await stepsOf(items.slice(from, from + atOnce)));
    };
    all().catch((error: unknown) =>
      this.parts.log.warn('cancelled-not-traced', { message: messageOf(error) }),
    );
  }

  private async write(steps: readonly Step[]): Promise<void> {
    const { database, writer } = this.parts;
    await writer.flush(); // what the intake told must be found
    const traced = steps.map((step) => ({ ...step, trace: traceOf(step.job) }));
    const kept = await keptTraces(
      database,
      traced.map(({ trace }) => trace.traceId),
    );
    for (const step of traced) {
      const isKnown = kept.has(step.trace.traceId);
      const wanted = isKnown || parseTraceParent(step.job.trace)?.sampled === true;
      if (!this.sampler.keeps({ failed: step.failed, runMs: 0, wanted }, Date.now())) continue;
      kept.add(step.trace.traceId); // all of its steps, then
      writer.add(partOfCancelled({ ...step, isKnown, after: findEngine(step.job.engine)?.after ?? null }));
    }
    await writer.flush();
  }
}
