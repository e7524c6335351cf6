/** Counts what happens each second and keeps the last hour of it. */
import type { MetricSample, ProcessSample } from '#contract/metrics';
import type { WorkerReport } from '#contract/relay';
import type { ProcessInfo } from '#contract/system';
import { Histogram } from '../../stack/telemetry/histogram';
import type { Tally } from '../../stack/telemetry/history/tally';

const keptSeconds = 3600;
const windowSeconds = 10;

type Pairs = readonly (readonly [number, number])[];

/** Percentiles of the last seconds: one histogram of each second, added up when asked. */
class Window {
  private readonly seconds: Pairs[] = [];
  private present = new Histogram();

  add(pairs: Pairs): void {
    this.present.addAll(pairs);
  }

  roll() {
    this.seconds.push(this.present.take());
    if (this.seconds.length > windowSeconds) this.seconds.shift();
    const all = new Histogram();
    for (const pairs of this.seconds) all.addAll(pairs);
    return all.percentiles();
  }
}

/** Upload to the API, upload to an engine's own port, paths of the gateway's machine. */
export type IngestWay = 'api' | 'service' | 'paths';

export interface Totals {
  accepted: number;
  completed: number;
  failed: number;
  retried: number;
}

export class Meter {
  constructor(private readonly tally: Tally) {}

  readonly totals: Totals = { accepted: 0, completed: 0, failed: 0, retried: 0 };
  private last: Totals = { ...this.totals };
  private lastAt = Date.now();
  private readonly wait = new Window();
  private readonly run = new Window();
  private readonly samples: MetricSample[] = [];
  /** Requests that brought files, by the way they came. */
  readonly ingestRequests: Record<IngestWay, number> = { api: 0, service: 0, paths: 0 };
  /** All wait and run times since the start, ms. */
  readonly everyWaitMs = new Histogram();
  readonly everyRunMs = new Histogram();
  /** Searches over media, ms. */
  readonly everySearchMs = new Histogram();
  /** Calls of the vision model that ended. */
  readonly vlmRequests = { success: 0, failure: 0 };

  accepted(count: number): void {
    this.tally.count('accepted', count);
    this.totals.accepted += count;
  }

  searched(elapsedMs: number): void {
    this.tally.observe('search', elapsedMs);
    this.everySearchMs.record(elapsedMs);
  }

  askedVlm(status: 'success' | 'failure'): void {
    this.tally.count(`vlm.${status}`);
    this.vlmRequests[status] += 1;
  }

  note(report: WorkerReport): void {
    for (const [engine, counted] of Object.entries(report.engines)) {
      const { completed, failed, retried, waitMs, runMs } = counted;
      this.tally.count(`completed/${engine}`, completed);
      this.tally.count(`failed/${engine}`, failed);
      this.tally.count(`retried/${engine}`, retried);
      this.tally.observeAll(`wait/${engine}`, waitMs);
      this.tally.observeAll(`run/${engine}`, runMs);
      this.totals.completed += completed;
      this.totals.failed += failed;
      this.totals.retried += retried;
      this.wait.add(waitMs);
      this.run.add(runMs);
      this.everyWaitMs.addAll(waitMs);
      this.everyRunMs.addAll(runMs);
    }
  }

  /** Closes the present second. */
  roll(now: number, depth: MetricSample['depth'], processes: ProcessSample[]): MetricSample {
    const seconds = Math.max(0.001, (now - this.lastAt) / 1000);
    const perS = (key: keyof Totals) => (this.totals[key] - this.last[key]) / seconds;
    const sample: MetricSample = {
      at: now,
      acceptedPerS: perS('accepted'),
      completedPerS: perS('completed'),
      failedPerS: perS('failed'),
      depth,
      waitMs: this.wait.roll(),
      runMs: this.run.roll(),
      processes,
    };
    this.last = { ...this.totals };
    this.lastAt = now;
    this.samples.push(sample);
    if (this.samples.length > keptSeconds) this.samples.shift();
    return sample;
  }

  history(seconds: number): MetricSample[] {
    return this.samples.slice(-seconds);
  }
}

export function processSamples(processes: readonly ProcessInfo[]): ProcessSample[] {
  return processes.flatMap(({ name, cpu, rssBytes, loopDelayMs }) =>
    cpu === null || rssBytes === null ? [] : [{ name, cpu, rssBytes, loopDelayMs }],
  );
}
