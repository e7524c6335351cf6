/** Gathers seconds into minutes, and these into longer frames, so that a month is read as fast as an hour. */
import { type Frame, mergeFrames } from '../../../stack/telemetry/history/frame';

export const minuteMs = 60_000;
/** Lengths of kept frames; each divides the next. */
export const tierSteps = [minuteMs, 300_000, 1_800_000, 7_200_000] as const;

export const longestStepMs = 7_200_000;

export interface TierFrame {
  stepMs: number;
  frame: Frame;
}

/** One length: what of its present span is known. */
class Tier {
  private at: number | null = null;
  private parts: Frame[] = [];

  constructor(readonly stepMs: number) {}

  /** @returns the frame of the span that ended, if this one begins another */
  add(frame: Frame): Frame | null {
    const at = Math.floor(frame.at / this.stepMs) * this.stepMs;
    const ended = this.at !== null && at !== this.at ? this.present() : null;
    if (at !== this.at) this.parts = [];
    this.at = at;
    this.parts.push(frame);
    return ended;
  }

  present(): Frame | null {
    return this.at === null ? null : mergeFrames(this.at, this.parts);
  }

  /** Its present span with a frame that was not added yet. */
  with(frame: Frame): Frame | null {
    const at = Math.floor(frame.at / this.stepMs) * this.stepMs;
    return mergeFrames(at, at === this.at ? [...this.parts, frame] : [frame]);
  }
}

export class Tiers {
  private readonly minute = new Tier(minuteMs);
  private readonly longer = tierSteps.slice(1).map((stepMs) => new Tier(stepMs));

  /** @returns what is to be kept anew: nothing within a minute */
  addSecond(frame: Frame): TierFrame[] {
    const ended = this.minute.add(frame);
    if (!ended) return [];
    const kept: TierFrame[] = [{ stepMs: minuteMs, frame: ended }];
    for (const tier of this.longer) {
      const full = tier.add(ended);
      if (full) kept.push({ stepMs: tier.stepMs, frame: full });
      const present = tier.present();
      if (present) kept.push({ stepMs: tier.stepMs, frame: present });
    }
    return kept;
  }

  /** The present span of a length, unfinished. */
  present(stepMs: number): Frame | null {
    const minute = this.minute.present();
    if (!minute || stepMs === minuteMs) return minute;
    return this.longer.find((tier) => tier.stepMs === stepMs)?.with(minute) ?? null;
  }
}
