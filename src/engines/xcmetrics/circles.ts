/** The full circles of a stretch of circling: how long one takes and how wide it is. */
import { longitudeDelta, metresPerDegree } from '../igc/geo';
import type { Track } from '../igc/track';

export interface CircleFigures {
  timePerCircleS: number | null;
  radiusM: number | null;
}

/** With fewer fixes a circle's shape is a guess. */
const MIN_FIXES_PER_CIRCLE = 3;

interface Circle {
  from: number;
  to: number;
  durationS: number;
}

/** `stepDeg[0]` belongs to the fix `from`. */
export function measureCircles(
  track: Track,
  stepDeg: Float64Array,
  at: { from: number; to: number },
): CircleFigures {
  const circles = findCircles(track, stepDeg, at);
  const shaped = circles.filter((circle) => circle.to - circle.from >= MIN_FIXES_PER_CIRCLE);
  if (shaped.length === 0 || shaped.length * 2 < circles.length)
    return { timePerCircleS: null, radiusM: null };
  return {
    timePerCircleS: median(shaped.map((circle) => circle.durationS)),
    radiusM: median(shaped.map((circle) => radius(track, circle))),
  };
}

/** Walks the heading; every 360° one way closes a circle, a change of direction begins anew. */
function findCircles(track: Track, stepDeg: Float64Array, at: { from: number; to: number }): Circle[] {
  const circles: Circle[] = [];
  let start = at.from;
  let startS = track.timeS[at.from] as number;
  let turned = 0;
  let peak = 0;
  for (let i = at.from + 1; i <= at.to; i++) {
    const step = stepDeg[i - at.from] as number;
    turned += step;
    if (Math.abs(turned) >= Math.abs(peak)) peak = turned;
    else if (Math.abs(peak - turned) > 90) {
      [start, startS, turned, peak] = [i, track.timeS[i] as number, 0, 0];
      continue;
    }
    if (Math.abs(turned) < 360) continue;
    const surplus = Math.abs(turned) - 360;
    const stepS = (track.timeS[i] as number) - (track.timeS[i - 1] as number);
    const endS = (track.timeS[i] as number) - (step === 0 ? 0 : (surplus / Math.abs(step)) * stepS);
    circles.push({ from: start, to: i, durationS: endS - startS });
    [start, startS] = [i, endS];
    turned = Math.sign(turned) * surplus;
    peak = turned;
  }
  return circles;
}

/** Mean distance from the centre after the drift from first to last fix is taken out. */
function radius(track: Track, { from, to }: Circle): number {
  const scale = metresPerDegree(track.lat[from] as number);
  const n = to - from + 1;
  const north = (i: number) => ((track.lat[i] as number) - (track.lat[from] as number)) * scale.lat;
  const east = (i: number) => longitudeDelta(track.lon[from] as number, track.lon[i] as number) * scale.lon;
  const spanS = (track.timeS[to] as number) - (track.timeS[from] as number);
  const share = (i: number) => ((track.timeS[i] as number) - (track.timeS[from] as number)) / spanS;
  const [driftNorth, driftEast] = [north(to), east(to)];
  const points = Array.from({ length: n - 1 }, (_, k) => {
    const i = from + k;
    return { north: north(i) - driftNorth * share(i), east: east(i) - driftEast * share(i) };
  });
  const centre = {
    north: points.reduce((sum, point) => sum + point.north, 0) / points.length,
    east: points.reduce((sum, point) => sum + point.east, 0) / points.length,
  };
  return (
    points.reduce((sum, p) => sum + Math.hypot(p.north - centre.north, p.east - centre.east), 0) /
    points.length
  );
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
