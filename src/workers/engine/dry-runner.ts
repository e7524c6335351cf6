/** Dry runs in the isolated process: on its one slot, so that a crash is blamed on no job, and without any record. */
import { FlightlineError } from '#contract/errors';
import type { DryRunResult } from '#contract/letter-edits';
import { type DryRunAnswer, DryRunCancel, DryRunRequest, topics } from '#contract/relay';
import { engineNamed } from '../../engines/registry';
import type { EngineThreads } from '../runtime/engine-threads';
import { failureOf } from './attempt-end';
import type { Slots } from './slots';

/** A larger output is not sent: nobody reads it in a preview. */
const mostOutputBytes = 256 * 1024;

export class DryRunner {
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly parts: { threads: EngineThreads; slots: Slots; answer: (answer: DryRunAnswer) => void },
  ) {}

  /** @returns whether the message was for it */
  take(topic: string, body: unknown): boolean {
    if (topic === topics.dryRun) void this.run(DryRunRequest.parse(body));
    else if (topic === topics.dryRunCancel) this.running.get(DryRunCancel.parse(body).id)?.abort(ended);
    else return false;
    return true;
  }

  private async run({ id, engine: name, file, options }: DryRunRequest): Promise<void> {
    const controller = new AbortController();
    this.running.set(id, controller);
    const { threads, slots, answer } = this.parts;
    let startedAt = performance.now();
    let result: DryRunResult;
    try {
      const engine = engineNamed(name);
      const release = await slots.acquire('interactive', controller.signal);
      try {
        startedAt = performance.now();
        const done = await threads.run(
          { kind: 'run', engine: name, file, options },
          { ...engine.limits, signal: controller.signal },
        );
        const output = JSON.stringify(done.output).length > mostOutputBytes ? null : done.output;
        result = { ...nothing, outcome: 'completed', output, logs: done.logs };
      } finally {
        release();
      }
    } catch (error) {
      const failure = failureOf(error);
      if (!('code' in failure)) throw error;
      const { code, message, stack, logs } = failure;
      result = { ...nothing, outcome: 'failed', errorCode: code, errorMessage: message, stack, logs };
    } finally {
      this.running.delete(id);
    }
    answer({ id, result: { ...result, ms: Math.round(performance.now() - startedAt) } });
  }
}

const ended = new FlightlineError('CANCELLED', 'The dry run was broken off.');
const nothing = { ms: 0, errorCode: null, errorMessage: null, stack: null, output: null, logs: [] };
