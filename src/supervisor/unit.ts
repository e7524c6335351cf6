/** One supervised process over its lives: started, watched, restarted by policy, replaced, stopped. */
import { setTimeout as delay } from 'node:timers/promises';
import { FlightlineError, messageOf } from '#contract/errors';
import type { ProcessEnd, ProcessState } from '#contract/system';
import { type Crash, crashWindowMs, decideRestart, isUnresponsive, silenceLimitMs } from './policy';
import type { Running } from './running';

export interface UnitOptions<R extends Running> {
  name: string;
  /** @param stopped aborted when it is not wanted any more */
  launch: (stopped: AbortSignal) => Promise<R>;
  /** Never given up, however often it ends. */
  isVital?: boolean;
  /** Called when it died unasked, before it is started again. @returns whether it died while it ran jobs */
  afterDeath?: (dead: R) => Promise<boolean>;
  /** How long it may be silent. */
  silenceLimitMs?: number | undefined;
  onChange: () => void;
  log: (line: string) => void;
}

/** After this a process that was asked to stop is killed. */
const stopLimitMs = 10_000;
const drainLimitMs = 150_000; // beyond the longest hard limit of an engine
const keptEnds = 10;

export class Unit<R extends Running = Running> {
  readonly name: string;
  state: ProcessState = 'stopped';
  reason: string | null = null;
  restarts = 0;
  startedAt: number | null = null;
  /** Newest first. */
  ends: ProcessEnd[] = [];
  running: R | null = null;
  private crashes: Crash[] = [];
  private wanted = false;
  private killedByHand = false;
  private stopped = new AbortController();
  private waiting: (() => void)[] = [];
  private watched: Promise<void> = Promise.resolve();

  constructor(private readonly options: UnitOptions<R>) {
    this.name = options.name;
  }

  /** Resolves when it is ready the first time. @throws what the launch threw */
  async start(): Promise<void> {
    this.wanted = true;
    this.stopped = new AbortController();
    this.to('starting', null);
    try {
      const running = await this.options.launch(this.stopped.signal);
      if (this.wanted) this.adopt(running);
      else await this.discard(running);
    } catch (error) {
      if (this.wanted) this.to('failed', messageOf(error));
      this.wanted = false;
      throw error;
    }
  }

  /** Resolves when it works: now, or once it was started or started again. */
  async whenReady(): Promise<void> {
    while (this.state !== 'ready') await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Ends and starts it, forgetting earlier crashes. */
  async restart(): Promise<void> {
    await this.stop('suspend', 'It was restarted.');
    this.crashes = [];
    try {
      await this.start();
    } catch (error) {
      if (!this.options.isVital || this.stopped.signal.aborted) throw error;
      this.wanted = true;
      this.noteCrash('process');
      this.watched = this.relaunch();
    }
  }

  /** Starts a second one, hands over to it, and lets the first finish its jobs. */
  async replace(why: string): Promise<void> {
    const old = this.running;
    if (!old || !this.wanted || this.state !== 'ready') return;
    const next = await this.options.launch(this.stopped.signal);
    if (!this.wanted || this.running !== old) {
      await this.discard(next);
      return;
    }
    this.noteEnd(why, true);
    this.adopt(next);
    await this.end(old, 'drain');
    await this.settleDeath(old);
  }

  /** @param why shown while it ends */
  async stop(how: 'drain' | 'suspend', why: string | null = null): Promise<void> {
    this.wanted = false;
    this.stopped.abort();
    const running = this.running;
    if (running) {
      this.to('stopping', why);
      this.noteEnd(why ?? 'It was stopped.', true);
      if ((await this.end(running, how)) === 'killed') await this.settleDeath(running);
    }
    await this.watched;
    this.running = null;
    this.to('stopped', null);
  }

  /** As a crash would, but it counts as none: somebody wanted it. It is started again. */
  kill(): void {
    if (!this.running) return;
    this.killedByHand = true;
    this.running.kill();
  }

  /** Kills it if it gives no sign of life; its death is then treated like any other. */
  checkBeat(now: number): void {
    const beatAt = this.running?.lastBeatAt() ?? null;
    const limitMs = this.options.silenceLimitMs ?? silenceLimitMs;
    if (this.state !== 'ready' || beatAt === null || !isUnresponsive(beatAt, now, limitMs)) return;
    this.to('unresponsive', `It gave no sign of life for ${limitMs / 1000} seconds and is ended.`);
    this.running?.kill();
  }

  private adopt(running: R): void {
    this.running = running;
    this.startedAt = Date.now();
    this.to('ready', null);
    this.watched = this.watch(running);
  }

  /** Ends one that came too late to be wanted; it may have taken jobs already. */
  private async discard(running: R): Promise<void> {
    if ((await this.end(running, 'suspend')) === 'killed') await this.settleDeath(running);
  }

  private async watch(running: R): Promise<void> {
    const exit = await running.exited;
    if (this.running !== running || !this.wanted) return;
    this.running = null;
    const byHand = this.killedByHand;
    this.killedByHand = false;
    const died = byHand ? 'It was killed by hand' : 'It ended unexpectedly';
    const why =
      this.state === 'unresponsive' && this.reason !== null
        ? this.reason
        : `${died} (${exit.signal ?? `code ${exit.code}`}).`;
    this.noteEnd(why, byHand);
    this.to('backoff', why);
    const whileWorking = await this.settleDeath(running);
    if (!byHand) this.noteCrash(whileWorking ? 'job' : 'process');
    await this.relaunch();
  }

  private async settleDeath(running: R): Promise<boolean> {
    try {
      return (await this.options.afterDeath?.(running)) ?? false;
    } catch (error) {
      this.options.log(`${this.name}: cleaning up after its end failed: ${messageOf(error)}`);
      return false;
    }
  }

  private async relaunch(): Promise<void> {
    while (this.wanted) {
      const decision = decideRestart(this.crashes, Date.now(), this.options.isVital);
      if (decision.act === 'give-up') {
        this.to('failed', decision.reason);
        return;
      }
      this.options.log(`${this.name} ended; starting it again in ${decision.afterMs} ms`);
      const { signal } = this.stopped;
      await delay(decision.afterMs, null, { signal }).catch(() => null);
      if (!this.wanted) return;
      this.restarts += 1;
      this.to('starting', null);
      try {
        const next = await this.options.launch(signal);
        if (this.wanted) this.adopt(next);
        else await this.discard(next);
        return;
      } catch (error) {
        this.to('backoff', messageOf(error));
        this.noteCrash(isOfGround(error) ? 'ground' : 'process');
      }
    }
  }

  private async end(running: R, how: 'drain' | 'suspend'): Promise<'ended' | 'killed'> {
    running.stop(how);
    const limit = new AbortController();
    const inTime = await Promise.race([
      running.exited.then(() => true),
      delay(how === 'drain' ? drainLimitMs : stopLimitMs, false, { signal: limit.signal }).catch(() => false),
    ]);
    limit.abort();
    if (inTime) return 'ended';
    running.kill();
    await running.exited;
    return 'killed';
  }

  private noteCrash(blame: Crash['blame']): void {
    const now = Date.now();
    this.crashes = [...this.crashes.filter(({ at }) => now - at <= crashWindowMs), { at: now, blame }];
  }

  private noteEnd(reason: string, planned: boolean): void {
    this.ends = [{ at: Date.now(), reason, planned }, ...this.ends].slice(0, keptEnds);
  }

  private to(state: ProcessState, reason: string | null): void {
    this.state = state;
    this.reason = reason;
    if (state === 'ready') this.waiting.splice(0).forEach((resolve) => resolve());
    this.options.onChange();
  }
}

/** A server that is away is no fault of who needs it. */
function isOfGround(error: unknown): boolean {
  return (
    error instanceof FlightlineError &&
    (error.code === 'DATABASE_UNSUITABLE' || error.code === 'REDIS_UNSUITABLE')
  );
}
