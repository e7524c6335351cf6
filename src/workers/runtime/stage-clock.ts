/** Times the stages of one run on its thread. */
import type { OpenStage, StageAttributes } from '#contract/engine';
import { messageOf } from '#contract/errors';

export interface StageSpan {
  name: string;
  /** Ms since the epoch, with fractions. */
  startedAt: number;
  durationMs: number;
  /** Place of the stage around it in the list; null below the attempt itself. */
  within: number | null;
  attributes: StageAttributes;
  error: string | null;
}

/** An engine that times each of a thousand steps would fill the trace with them. */
const mostStages = 200;

export class StageClock {
  readonly stages: StageSpan[] = [];
  private readonly open: number[] = [];
  /** The wall clock is coarse, and the fine one drifts from it while a machine sleeps: it is anchored for each run. */
  private readonly anchorAt = Date.now();
  private readonly anchor = performance.now();

  readonly begin = (name: string, attributes: StageAttributes = {}): OpenStage => {
    if (this.stages.length >= mostStages) return { set: () => undefined, end: () => undefined };
    const begun = performance.now();
    const index = this.stages.length;
    const stage: StageSpan = {
      name,
      startedAt: this.anchorAt + begun - this.anchor,
      durationMs: 0,
      within: this.open.at(-1) ?? null,
      attributes: { ...attributes },
      error: null,
    };
    this.stages.push(stage);
    this.open.push(index);
    return {
      set: (more) => Object.assign(stage.attributes, more),
      end: (error) => {
        stage.durationMs = performance.now() - begun;
        if (error !== undefined) stage.error = messageOf(error);
        const place = this.open.indexOf(index);
        if (place !== -1) this.open.splice(place, 1);
      },
    };
  };
}
