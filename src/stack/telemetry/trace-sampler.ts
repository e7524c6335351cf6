/** Which traces are kept: every failure and every slow one, of the ordinary ones so many a second. */

export interface TraceRates {
  /** Ordinary traces that a process keeps in a second. */
  perSecond: number;
  /** A run of so many ms is slow. */
  slowMs: number;
}

export function traceRatesOf(settings: { tracesPerSecond: number; slowTraceMs: number }): TraceRates {
  return { perSecond: settings.tracesPerSecond, slowMs: settings.slowTraceMs };
}

export interface Ended {
  failed: boolean;
  runMs: number;
  /** Its intake was traced, or the client wants it. */
  wanted: boolean;
}

/**
 * Decides after the fact, when all is known. At the rates of real work everything is kept; of thousands of tiny jobs a
 * second a sample, so that tracing costs next to nothing there.
 */
export class TraceSampler {
  private second = 0;
  private taken = 0;

  constructor(private readonly rates: TraceRates) {}

  keeps({ failed, runMs, wanted }: Ended, now: number): boolean {
    if (failed || wanted || runMs >= this.rates.slowMs) return true;
    return this.takes(now);
  }

  /** One of the ordinary ones of this second. */
  takes(now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.second) {
      this.second = second;
      this.taken = 0;
    }
    if (this.taken >= this.rates.perSecond) return false;
    this.taken += 1;
    return true;
  }
}
