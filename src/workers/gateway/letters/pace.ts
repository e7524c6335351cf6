/** How many letters go next and when, and how long the rest will take: pure functions. */

/** One statement of the store for so many: others wait for a tenth of a second at most. */
const mostAtOnce = 500;
/** A slow rate goes in steps of this time. */
const stepMs = 250;

export interface Step {
  letters: number;
  /** Time the step shall take, waiting included. */
  lastsMs: number;
}

/** @param ratePerS null: as fast as it goes */
export function nextStep(ratePerS: number | null): Step {
  if (ratePerS === null) return { letters: mostAtOnce, lastsMs: 0 };
  const letters = Math.min(mostAtOnce, Math.max(1, Math.floor((ratePerS * stepMs) / 1000)));
  return { letters, lastsMs: (letters / ratePerS) * 1000 };
}

/** Speed since the start, and the time that is left at that speed. */
export function forecast(progress: {
  passed: number;
  total: number;
  startedAt: number | null;
  now: number;
}): {
  speedPerS: number | null;
  etaMs: number | null;
} {
  const { passed, total, startedAt, now } = progress;
  if (startedAt === null || passed === 0 || now <= startedAt) return { speedPerS: null, etaMs: null };
  const speedPerS = (passed * 1000) / (now - startedAt);
  return { speedPerS, etaMs: Math.round((Math.max(0, total - passed) / speedPerS) * 1000) };
}
