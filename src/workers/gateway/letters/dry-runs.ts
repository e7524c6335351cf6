/** Runs a payload in the isolated process and shows what would come of it. Nothing is stored. */
import { randomUUID } from 'node:crypto';
import type { FileRef } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import type { DryRunResult } from '#contract/letter-edits';
import { DryRunAnswer, isolationProcess, topics } from '#contract/relay';
import type { ProcessInfo } from '#contract/system';
import { engineNamed } from '../../../engines/registry';
import type { ChildLink } from '../../runtime/child';

interface Waiting {
  pid: number | null;
  settle(result: DryRunResult): void;
}

/** Before its turn comes, a suspect may be on the only thread there. */
const queueLimitMs = 60_000;

export class DryRuns {
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    private readonly link: Pick<ChildLink, 'relay'>,
    private readonly processes: () => readonly ProcessInfo[],
  ) {}

  /** @throws FlightlineError `NOT_READY` when the isolated process is not there; the signal's reason */
  async run(
    work: { engine: string; file: FileRef; options: unknown },
    signal: AbortSignal,
  ): Promise<DryRunResult> {
    const pid = this.pid();
    if (pid === null)
      throw new FlightlineError(
        'NOT_READY',
        'The isolated process, where a dry run is done, is not running.',
      );
    const id = randomUUID();
    const limitMs = engineNamed(work.engine).limits.hardMs + queueLimitMs;
    return new Promise<DryRunResult>((resolve, reject) => {
      const end = (act: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        this.waiting.delete(id);
        act();
      };
      const giveUp = (error: FlightlineError) => {
        this.link.relay(isolationProcess, topics.dryRunCancel, { id });
        end(() => reject(error));
      };
      const onAbort = () => giveUp(new FlightlineError('CANCELLED', 'The dry run was broken off.'));
      const timer = setTimeout(
        () => giveUp(new FlightlineError('HARD_TIMEOUT', 'The dry run did not come to an end.')),
        limitMs,
      );
      this.waiting.set(id, { pid, settle: (result) => end(() => resolve(result)) });
      signal.addEventListener('abort', onAbort, { once: true });
      this.link.relay(isolationProcess, topics.dryRun, { id, ...work });
    });
  }

  answered(body: unknown): void {
    const { id, result } = DryRunAnswer.parse(body);
    this.waiting.get(id)?.settle(result);
  }

  /** A process that has gone took its dry run with it: that is an outcome, too. */
  processesChanged(): void {
    const pid = this.pid();
    let died = false;
    for (const waiting of [...this.waiting.values()]) {
      if (waiting.pid === pid) continue;
      died = true;
      waiting.settle({
        outcome: 'failed',
        ms: 0,
        errorCode: 'ENGINE_CRASHED',
        errorMessage: 'The process ended while it ran this payload. Isolated, it took nothing else along.',
        stack: null,
        output: null,
        logs: [],
      });
    }
    // Three deaths would count as a crash loop, though it was asked for.
    if (died) this.link.relay('supervisor', topics.processAct, { name: isolationProcess, act: 'restart' });
  }

  private pid(): number | null {
    const found = this.processes().find(({ name }) => name === isolationProcess);
    return found?.state === 'ready' ? found.pid : null;
  }
}
