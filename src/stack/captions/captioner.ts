/** Has pictures described within a budget: asks again what may pass, pauses when the service is down, counts what was asked. */
import { setTimeout as delay } from 'node:timers/promises';
import { Breaker } from './breaker';
import { type Caption, CaptionFailure, type CaptionProvider } from './caption-provider';
import { nextDay, type SpentStore, spentToday } from './daily-budget';

const attempts = 3;
const firstDelayMs = 1000;
const longestDelayMs = 60_000;

/** `later`: not now, and not before so many ms. `never`: not by this model; the reason is a sentence. */
export type Described =
  | { outcome: 'described'; caption: Caption; model: string }
  | { outcome: 'later'; waitMs: number; reason: string }
  | { outcome: 'never'; reason: string };

export interface CaptionerOptions {
  provider: CaptionProvider;
  perDay: number;
  spent: SpentStore;
  /** For tests. */
  now?: () => number;
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Each question that was asked. */
  onAsked?: (success: boolean) => void;
}

export class Captioner {
  private readonly breaker = new Breaker();
  private lastFailure = '';
  private readonly now: () => number;
  private readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;

  constructor(private readonly options: CaptionerOptions) {
    this.now = options.now ?? Date.now;
    this.wait = options.wait ?? ((ms, signal) => delay(ms, undefined, { signal }));
  }

  /** Asks the service again now, though it failed a moment ago: somebody knows that it is back. */
  endPause(): void {
    this.breaker.endPause();
  }

  /** @param jpeg a preview without metadata @throws the signal's reason */
  async describe(jpeg: Uint8Array, signal: AbortSignal): Promise<Described> {
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      const closed = await this.closed();
      if (closed) return closed;
      const failure = await this.ask(jpeg, signal);
      if (!(failure instanceof CaptionFailure)) return failure;
      if (failure.kind === 'refused') return { outcome: 'never', reason: failure.message };
      const pauseMs = this.breaker.waitMs(this.now());
      const isLast = pauseMs > 0 || attempt === attempts;
      // One picture that it only talks nonsense about would otherwise hold up all behind it.
      if (isLast && failure.kind === 'nonsense') return { outcome: 'never', reason: failure.message };
      const waitMs = failure.options.retryAfterMs ?? firstDelayMs * 2 ** (attempt - 1) * (1 + Math.random());
      if (isLast || waitMs > longestDelayMs)
        return { outcome: 'later', waitMs: Math.max(pauseMs, waitMs), reason: failure.message };
      await this.wait(waitMs, signal);
    }
  }

  /** Why nothing may be asked at the moment. */
  private async closed(): Promise<Described | null> {
    const now = this.now();
    const pauseMs = this.breaker.waitMs(now);
    if (pauseMs > 0)
      return {
        outcome: 'later',
        waitMs: pauseMs,
        reason: `It is left alone for a while, as it failed. ${this.lastFailure}`,
      };
    const { count } = spentToday(await this.options.spent.read(), now);
    if (count < this.options.perDay) return null;
    return {
      outcome: 'later',
      waitMs: nextDay(now) - now,
      reason: `The ${this.options.perDay} captions of today are used up.`,
    };
  }

  private async ask(jpeg: Uint8Array, signal: AbortSignal): Promise<Described | CaptionFailure> {
    const { provider, spent, onAsked } = this.options;
    const today = spentToday(await spent.read(), this.now());
    // Counted before: a question that was asked and whose answer got lost has cost its money.
    await spent.write({ ...today, count: today.count + 1 });
    try {
      const caption = await provider.describe(jpeg, signal);
      this.breaker.succeeded();
      onAsked?.(true);
      return { outcome: 'described', caption, model: provider.name };
    } catch (error) {
      if (!(error instanceof CaptionFailure)) throw error;
      onAsked?.(false);
      this.lastFailure = error.message;
      // A picture that it will not describe says nothing of the service.
      if (error.kind !== 'refused' || error.options.isDoubtful)
        this.breaker.failed(this.now(), error.kind === 'denied');
      return error;
    }
  }
}
