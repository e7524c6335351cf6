/** The history of metrics: an hour of seconds in memory, the settings' days of minutes in the database. */
import { messageOf } from '#contract/errors';
import type { MetricRange, MetricRangeQuery } from '#contract/metrics';
import { dropAnnotationsBefore } from '../../../stack/database/annotations';
import {
  dropFramesBefore,
  framesBetween,
  newestFrameAt,
  putFrame,
} from '../../../stack/database/metric-frames';
import type { Database } from '../../../stack/database/open';
import type { Log } from '../../../stack/log';
import { type Frame, mergeFrames } from '../../../stack/telemetry/history/frame';
import { type KeptFrame, stepFor, toRange } from './buckets';
import { type TierFrame, Tiers, longestStepMs, minuteMs, tierSteps } from './tiers';

const keptSecondsMs = 3_600_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** A gateway that is killed loses so much at most. */
const saveEveryMs = 15_000;
/** Of an hour without a database. */
const mostUnsaved = 400;

export interface HistoryParts {
  database: Database;
  log: Pick<Log, 'warn'>;
  keptDays: number;
  /** False where another instance writes the history of the same database. */
  keeps: boolean;
}

export class MetricHistory {
  private seconds: Frame[] = [];
  private readonly tiers = new Tiers();
  private readonly unsaved = new Map<string, TierFrame>();
  private saving: Promise<void> | null = null;
  /** What was kept of the minute in which this life began, null for nothing; undefined when its seconds are gone. */
  private resumed: Frame | null | undefined = null;
  private savedAt = 0;
  private droppedAt = 0;

  constructor(private readonly parts: HistoryParts) {}

  /** Goes on where an earlier life ended; its last spans may have ended in between. */
  async resume(now: number): Promise<void> {
    const { database } = this.parts;
    const newest = await newestFrameAt(database, minuteMs);
    if (newest === null) return;
    const begin = Math.floor(newest / longestStepMs) * longestStepMs;
    const minutes = await framesBetween(database, minuteMs, begin, begin + longestStepMs);
    if (now < begin + longestStepMs) {
      for (const minute of minutes) this.tiers.addSecond(minute);
      const last = minutes.at(-1);
      if (last && now < last.at + minuteMs) this.resumed = last;
      return;
    }
    const past = new Tiers();
    for (const minute of minutes) this.keep(past.addSecond(minute));
    // A frame of the present closes what was open.
    const closed = past.addSecond({ at: now, spanMs: 1, gauges: {}, counts: {}, histograms: {} });
    this.keep(closed.filter(({ frame }) => frame.at < begin + longestStepMs));
  }

  add(frame: Frame): void {
    this.seconds.push(frame);
    // A few seconds more, and not one shift each second.
    if ((this.seconds[60]?.at ?? Infinity) < frame.at - keptSecondsMs) {
      this.seconds = this.seconds.slice(60);
      this.resumed = undefined;
    }
    if (!this.parts.keeps) return;
    this.keep(this.tiers.addSecond(frame));
    if (frame.at - this.savedAt < saveEveryMs) return;
    this.savedAt = frame.at;
    this.keepPresent([minuteMs]);
    void this.save();
    if (frame.at - this.droppedAt < hourMs) return;
    this.droppedAt = frame.at;
    void this.drop(frame.at - this.parts.keptDays * dayMs);
  }

  /** The last so many ms as one frame; null while there is none. */
  recent(spanMs: number): Frame | null {
    const last = this.seconds.at(-1);
    if (!last) return null;
    const from = last.at + last.spanMs - spanMs;
    let index = this.seconds.length;
    while (index > 0 && (this.seconds[index - 1]?.at ?? 0) >= from) index -= 1;
    return mergeFrames(from, this.seconds.slice(index));
  }

  async range(query: MetricRangeQuery): Promise<MetricRange> {
    const { from, to, engine } = query;
    const stepMs = query.stepMs ?? stepFor(query);
    const start = Math.floor(from / stepMs) * stepMs;
    const span = { from, to, stepMs, engine };
    if (stepMs >= minuteMs) {
      const lengthMs = tierSteps.findLast((tierMs) => tierMs <= stepMs) ?? minuteMs;
      const frames = await this.kept(lengthMs, start, to);
      return toRange({ kept: frames.map((frame) => ({ frame, lengthMs })), seconds: [] }, span);
    }
    const seconds = this.seconds.filter(({ at }) => at >= start && at < to);
    return toRange({ kept: await this.beforeSeconds(start, to), seconds }, span);
  }

  /** Minutes before the seconds; the one in which these begin as far as they do not tell it. */
  private async beforeSeconds(start: number, to: number): Promise<KeptFrame[]> {
    const begin = this.seconds[0]?.at ?? Infinity;
    if (start >= begin) return [];
    const frames = await this.kept(minuteMs, start - minuteMs, Math.min(to, begin));
    return frames.flatMap((frame) => {
      if (frame.at + minuteMs <= begin) return [{ frame, lengthMs: minuteMs }];
      if (this.resumed === undefined) return [{ frame, lengthMs: minuteMs }];
      return this.resumed?.at === frame.at ? [{ frame: this.resumed, lengthMs: begin - frame.at }] : [];
    });
  }

  /** Frames that begin in `[from, to)`: those of the database, with what is newer here. */
  private async kept(stepMs: number, from: number, to: number): Promise<Frame[]> {
    const frames = new Map<number, Frame>();
    for (const frame of await framesBetween(this.parts.database, stepMs, from, to))
      frames.set(frame.at, frame);
    for (const one of this.unsaved.values()) if (one.stepMs === stepMs) frames.set(one.frame.at, one.frame);
    const present = this.tiers.present(stepMs);
    if (present) frames.set(present.at, present);
    return [...frames.values()].filter(({ at }) => at >= from && at < to).sort((a, b) => a.at - b.at);
  }

  async close(): Promise<void> {
    this.keepPresent(tierSteps);
    await this.save();
  }

  private keepPresent(stepsMs: readonly number[]): void {
    this.keep(
      stepsMs.flatMap((stepMs) => {
        const frame = this.tiers.present(stepMs);
        return frame ? [{ stepMs, frame }] : [];
      }),
    );
  }

  private keep(frames: readonly TierFrame[]): void {
    for (const one of frames) this.unsaved.set(`${one.stepMs} ${one.frame.at}`, one);
    for (const key of this.unsaved.keys()) {
      if (this.unsaved.size <= mostUnsaved) break;
      this.unsaved.delete(key);
    }
  }

  private save(): Promise<void> {
    this.saving ??= this.write().finally(() => (this.saving = null));
    return this.saving;
  }

  private async write(): Promise<void> {
    try {
      for (const [key, one] of [...this.unsaved]) {
        await putFrame(this.parts.database, one.stepMs, one.frame);
        if (this.unsaved.get(key) === one) this.unsaved.delete(key);
      }
    } catch (error) {
      this.parts.log.warn('metrics-not-saved', { message: messageOf(error), waiting: this.unsaved.size });
    }
  }

  private async drop(before: number): Promise<void> {
    try {
      await dropFramesBefore(this.parts.database, before);
      await dropAnnotationsBefore(this.parts.database, before);
    } catch (error) {
      this.droppedAt = 0;
      this.parts.log.warn('old-metrics-not-dropped', { message: messageOf(error) });
    }
  }
}
