/** Reduces a pool's samples of one a second to as many points as a chart can show. */
import type { PoolSample } from '#contract/scaling';
import type { ChartPoint } from '../../ui/chart/chart-types';

const mostPoints = 300;

/** Of several seconds the last is shown: sizes are steps, and a mean of steps is none. */
export function poolPoints(samples: readonly PoolSample[], seconds: number): ChartPoint[] {
  const bucketMs = Math.max(1, Math.ceil(seconds / mostPoints)) * 1000;
  const last = new Map<number, PoolSample>();
  for (const sample of samples) last.set(Math.floor(sample.at / bucketMs) * bucketMs, sample);
  return [...last].map(([at, { ready, wanted, needed, backlog, slots }]) => ({
    at,
    ready,
    wanted,
    needed,
    backlog,
    used: slots.used,
    slots: slots.limit,
  }));
}
