/** How far a run is, in words; pure, so that terminal and log show the same figures. */
import type { Batch } from '#contract/batches';
import { counted, durationText, rateText } from '../text/units';

export interface RunProgress {
  /** Files in all. */
  total: number;
  done: number;
  /** Failed, refused or cancelled. */
  failed: number;
  /** Answered from results that existed. */
  known: number;
  ratePerS: number | null;
  etaMs: number | null;
}

const windowMs = 10_000;

/** Files finished per second over the last seconds. */
export class RateMeter {
  private points: { at: number; done: number }[] = [];

  note(done: number, at: number): void {
    this.points = this.points.filter(
      (point, index) => at - point.at <= windowMs || index === this.points.length - 1,
    );
    this.points.push({ at, done });
  }

  get perS(): number | null {
    const [first] = this.points;
    const last = this.points.at(-1);
    if (!first || !last || last.at - first.at < 250) return null;
    return ((last.done - first.done) * 1000) / (last.at - first.at);
  }
}

/** `total`: files of the run, of which the batch may not know all yet. */
export function progressOf(
  { counts }: Pick<Batch, 'counts'>,
  total: number,
  ratePerS: number | null,
): RunProgress {
  const failed = counts.failed + counts.refused + counts.cancelled;
  const done = counts.completed + failed;
  const left = Math.max(0, total - done);
  const etaMs = ratePerS !== null && ratePerS > 0 && left > 0 ? (left / ratePerS) * 1000 : null;
  return { total, done, failed, known: counts.duplicates, ratePerS, etaMs };
}

export function shareOf({ done, total }: RunProgress): number {
  return total === 0 ? 1 : Math.min(1, done / total);
}

/** `120 of 330 files (36 %), 45/s, 5 s left, 2 failed` */
export function progressLine(progress: RunProgress): string {
  const { total, done, failed, ratePerS, etaMs } = progress;
  const parts = [`${done} of ${counted(total, 'file')} (${Math.floor(shareOf(progress) * 100)} %)`];
  if (ratePerS !== null && ratePerS > 0) parts.push(rateText(ratePerS));
  if (etaMs !== null) parts.push(`${durationText(Math.ceil(etaMs / 1000) * 1000)} left`);
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(', ');
}

const everyMs = 5000;
const everyShare = 0.1;

/** Whether a log should have a line now: every 5 s that bring something, at every tenth of the way, and never twice. */
export function isDue(
  last: { at: number; progress: RunProgress } | null,
  now: number,
  progress: RunProgress,
): boolean {
  if (!last) return progress.done > 0;
  if (progress.done === last.progress.done) return false;
  const tenth = (one: RunProgress) => Math.floor(shareOf(one) / everyShare + 1e-9);
  return now - last.at >= everyMs || tenth(progress) > tenth(last.progress);
}
