/** Fixes for tests of the solver: flights of the npm package igc-xc-score, whole or thinned out, and random ones. */
import { readFileSync } from 'node:fs';
import { readTrack } from '../../src/engines/igc/track';
import { scoredFlights } from '../../src/engines/xcscore/scored-flights';
import { makeRandom } from '../fixtures/make-flight';
import type { Fixes } from './brute-force-score';

export const npmFlights = 'node_modules/igc-xc-score/test';

export function readNpmFlight(name: string): Uint8Array {
  return new Uint8Array(readFileSync(`${npmFlights}/${name}.igc`));
}

/** Every flight of the file, as it is scored. */
export function npmFixes(name: string): Fixes[] {
  return scoredFlights(readTrack(readNpmFlight(name))).map(({ fixes }) => fixes);
}

/** `count` fixes at even distances in order. */
export function thinned({ n, lat, lon, altitudeM }: Fixes, count: number): Fixes {
  const at = Array.from({ length: count }, (_, k) => Math.round((k * (n - 1)) / (count - 1)));
  const pick = (column: Float64Array) => Float64Array.from(at, (i) => column[i] as number);
  return { n: count, lat: pick(lat), lon: pick(lon), altitudeM: altitudeM && pick(altitudeM) };
}

/** A random walk of legs of a few kilometres that tends to come back. */
export function randomFixes(count: number, seed: number, start = { lat: 47, lon: 10 }): Fixes {
  const random = makeRandom(seed);
  const [lat, lon, altitudeM] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  let [north, east] = [0, 0];
  for (let i = 0; i < count; i++) {
    lat[i] = start.lat + north / 111.2;
    lon[i] = start.lon + east / (111.2 * Math.cos((start.lat * Math.PI) / 180));
    if ((lon[i] as number) > 180) lon[i] = (lon[i] as number) - 360;
    altitudeM[i] = Math.round(800 + 2500 * random());
    const back = i > count / 2 ? 0.12 : 0;
    north += (random() - 0.5) * 8 - north * back;
    east += (random() - 0.5) * 8 - east * back;
  }
  return { n: count, lat, lon, altitudeM };
}
