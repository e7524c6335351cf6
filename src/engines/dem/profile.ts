/** Points at even distances along a path. */
import type { GeoPoint } from '#contract/dem';
import { MAX_TERRAIN_POINTS } from '#contract/dem';
import { FlightlineError } from '#contract/errors';
import { distanceM, longitudeDelta } from '../igc/geo';

export interface PathSamples {
  distanceM: number[];
  lat: number[];
  lon: number[];
}

/**
 * Every `stepM` along the great circles between the points, and at each point of the path itself.
 * @throws FlightlineError `INVALID_INPUT` when that is more than 100,000 samples
 */
export function samplePath(path: readonly GeoPoint[], stepM: number): PathSamples {
  const samples: PathSamples = { distanceM: [], lat: [], lon: [] };
  let [walkedM, nextM] = [0, 0];
  const take = (atM: number, { lat, lon }: GeoPoint) => {
    if (samples.lat.length >= MAX_TERRAIN_POINTS) {
      throw new FlightlineError(
        'INVALID_INPUT',
        `The profile has more than ${MAX_TERRAIN_POINTS} samples; make stepM larger than ${stepM} m.`,
      );
    }
    samples.distanceM.push(Math.round(atM * 10) / 10);
    samples.lat.push(lat);
    samples.lon.push(lon);
  };
  path.forEach((to, k) => {
    const from = path[k - 1];
    if (from) {
      const legM = distanceM(from.lat, from.lon, to.lat, to.lon);
      const between = greatCircle(from, to);
      for (; nextM < walkedM + legM; nextM += stepM) take(nextM, between((nextM - walkedM) / legM));
      walkedM += legM;
    }
    if (samples.distanceM.at(-1) !== Math.round(walkedM * 10) / 10) take(walkedM, to);
    if (nextM <= walkedM) nextM += stepM;
  });
  return samples;
}

const RADIANS = Math.PI / 180;

/** Position at a share of the way, on the sphere: the ellipsoid differs by metres at most between near points. */
function greatCircle(from: GeoPoint, to: GeoPoint): (share: number) => GeoPoint {
  const vector = ({ lat, lon }: GeoPoint) => {
    const [phi, lambda] = [lat * RADIANS, lon * RADIANS];
    return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)] as const;
  };
  const [a, b] = [vector(from), vector(to)];
  const angle = 2 * Math.asin(Math.min(1, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 2));
  // Opposite points have no one great circle, and near ones need none.
  if (angle < 1e-6 || angle > Math.PI - 1e-6) {
    const turn = longitudeDelta(from.lon, to.lon);
    return (share) => ({ lat: from.lat + (to.lat - from.lat) * share, lon: within(from.lon + turn * share) });
  }
  return (share) => {
    const [wa, wb] = [Math.sin((1 - share) * angle), Math.sin(share * angle)];
    const [x, y, z] = [wa * a[0] + wb * b[0], wa * a[1] + wb * b[1], wa * a[2] + wb * b[2]];
    return { lat: Math.atan2(z, Math.hypot(x, y)) / RADIANS, lon: Math.atan2(y, x) / RADIANS };
  };
}

const within = (lon: number) => (lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);
