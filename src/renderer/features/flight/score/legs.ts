/** The legs of a score with their ends, as table and zoom use them. */
import type { RuleScore } from '#contract/xcscore';
import { cornersOf, isClosed } from './overlay';

export interface LegRow {
  key: string;
  /** `S–1`, `3–1`. */
  name: string;
  distanceKm: number;
  weight: number;
  /** Of the sum of all legs. */
  share: number;
  /** In order of time, for bringing the leg into view; null where an end lies between fixes. */
  startIso: string | null;
  endIso: string | null;
}

export function legRows(score: RuleScore): LegRow[] {
  const corners = cornersOf(score);
  const count = score.turnpoints.length;
  const labels = isClosed(score)
    ? [...score.turnpoints.map((_, k) => String(k + 1)), '1']
    : ['S', ...Array.from({ length: count }, (_, k) => String(k + 1)), 'F'];
  const sum = score.legs.reduce((total, leg) => total + leg.distanceKm, 0);
  return score.legs.map(({ distanceKm, weight }, k) => {
    const times = [corners[k]?.time, corners[k + 1]?.time].filter(
      (time) => time !== null && time !== undefined,
    );
    const [startIso = null, endIso = null] = times.length === 2 ? times.sort() : [];
    const name = `${labels[k] ?? ''}–${labels[k + 1] ?? ''}`;
    return {
      key: `${k} ${name}`,
      name,
      distanceKm,
      weight,
      share: sum > 0 ? distanceKm / sum : 0,
      startIso,
      endIso,
    };
  });
}
