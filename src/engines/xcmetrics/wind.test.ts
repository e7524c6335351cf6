import { describe, expect, it } from 'vitest';
import type { Wind } from '#contract/xcmetrics';
import { XcmetricsOptions } from '#contract/xcmetrics';
import type { FlightPlan } from '../../../test/fixtures/make-flight';
import { makeFlight } from '../../../test/fixtures/make-flight';
import { describe as describeFlight, segmentTrack } from './analyse';
import { windAt, windOf } from './wind';

const options = XcmetricsOptions.parse({});
function made(plan: FlightPlan) {
  const { bytes, truth } = makeFlight(plan);
  const flight = describeFlight(segmentTrack(bytes, options), options).flights[0];
  if (!flight) throw new Error('No flight.');
  return { flight, truth };
}
const apart = (a: number, b: number) => Math.abs(((a - b + 540) % 360) - 180);

function expectWind(found: Wind | null | undefined, speedMps: number, fromDeg: number): void {
  expect(Math.abs((found?.speedMps ?? 99) - speedMps)).toBeLessThan(0.5);
  expect(apart(found?.fromDeg ?? 999, fromDeg)).toBeLessThan(8);
}

describe('wind of made flights', () => {
  const cases = [1, 2, 4, 10].flatMap((intervalS) =>
    [3, 5, 7].flatMap((windMps) =>
      [40, 220, 359].map((windFromDeg) => ({ intervalS, windMps, windFromDeg })),
    ),
  );

  it.each(cases)('is found at $intervalS s: $windMps m/s from $windFromDeg°', ({ intervalS, ...wind }) => {
    const plan = { fixes: Math.round(5400 / intervalS), intervalS, seed: 3, thermals: 5, ...wind };
    const { flight } = made(plan);
    expectWind(flight.wind.mean, wind.windMps, wind.windFromDeg);
    expect(flight.wind.mean?.quality).toBe('good');
    expect(flight.thermals).toHaveLength(5);
    for (const { drift } of flight.thermals) {
      expect(Math.abs((drift?.speedMps ?? 99) - wind.windMps)).toBeLessThan(0.3);
      expect(apart(drift?.towardsDeg ?? 999, wind.windFromDeg + 180)).toBeLessThan(5);
    }
  });

  it.each([1, 4, 10])('bears 4 m of error at each fix, one fix in %i s', (intervalS) => {
    const plan = { fixes: Math.round(5400 / intervalS), intervalS, seed: 6, thermals: 5, jitterM: 4 };
    const { flight } = made({ ...plan, windMps: 5, windFromDeg: 300 });
    expect(flight.thermals).toHaveLength(5);
    expectWind(flight.wind.mean, 5, 300);
  });

  it('is measured by layers of 250 m', () => {
    const plan = { fixes: 5400, seed: 2, thermals: 5, windMps: 3, windFromDeg: 250, windShearMps: 3 };
    const { flight, truth } = made({ ...plan, start: { lat: 46, lon: 8, altitudeM: 1000 } });
    const { layers } = flight.wind;
    expect(layers.length).toBeGreaterThan(3);
    for (const { bottomM, topM, quality, ...wind } of layers) {
      expect(topM - bottomM).toBe(250);
      if (quality === 'poor') continue;
      expectWind(wind as Wind, 3 + (3 * (bottomM + 125 - 1000)) / 1000, 250);
    }
    expect((layers.at(-1)?.bottomM ?? 0) < truth.maxAltitudeM).toBe(true);
  });

  it('is on the tail of one glide and against another', () => {
    const plan = { fixes: 3600, seed: 4, thermals: 4, windMps: 4 };
    const home = made({ ...plan, windFromDeg: 0 });
    const [a, b] = [home.flight.glides[1]?.start, home.flight.glides[1]?.end];
    if (!a || !b) throw new Error('No glide.');
    const east = (b.lon - a.lon) * Math.cos((a.lat * Math.PI) / 180);
    const wayDeg = (Math.atan2(east, b.lat - a.lat) * 180) / Math.PI;
    expect(home.flight.glides[1]?.windComponentMps).toBeCloseTo(-4 * Math.cos((wayDeg * Math.PI) / 180), 0);
    const tail = made({ ...plan, windFromDeg: (wayDeg + 180 + 360) % 360 }).flight.glides[1];
    const head = made({ ...plan, windFromDeg: (wayDeg + 360) % 360 }).flight.glides[1];
    expect(tail?.windComponentMps).toBeGreaterThan(2.5);
    expect(head?.windComponentMps).toBeLessThan(-2.5);
    expect(tail?.averageSpeedKmh).toBeGreaterThan((head?.averageSpeedKmh ?? 99) + 15);
  });

  it('is not known without turns', () => {
    const { flight } = made({ fixes: 900, thermals: 0, seed: 9 });
    expect(flight.wind).toEqual({ mean: null, layers: [] });
    expect(flight.glides[0]?.windComponentMps).toBeNull();
  });
});

describe('samples put together', () => {
  const sample = (northMps: number, eastMps: number, altitudeM = 1000) => ({
    northMps,
    eastMps,
    altitudeM,
    rmsMps: 0.5,
  });

  it('blow from where the air comes', () => {
    expect(windOf([sample(5, 0)], true).mean).toEqual({
      speedMps: 5,
      fromDeg: 180,
      samples: 1,
      errorMps: null,
      quality: 'poor',
    });
    expect(windOf([sample(0, -3)], true).mean?.fromDeg).toBe(90);
  });

  it('leave out what is far from the others', () => {
    const samples = [
      sample(5, 0),
      sample(5.2, 0),
      sample(4.8, 0),
      sample(5, 0.2),
      sample(5, -0.2),
      sample(-9, 9),
    ];
    expect(windOf(samples, true).mean).toMatchObject({ speedMps: 5, samples: 5, quality: 'good' });
  });

  it('are judged by their number and scatter', () => {
    const scattered = [sample(5, 0), sample(1, 4), sample(9, -4), sample(5, 8), sample(5, -8)];
    expect(windOf(scattered, true).mean?.quality).toBe('poor');
    expect(windOf([sample(5, 0), sample(5.5, 0), sample(4.5, 0)], true).mean?.quality).toBe('fair');
  });

  it('make layers only where there are altitudes', () => {
    const samples = [sample(1, 0, -10), sample(2, 0, 249), sample(3, 0, 251)];
    expect(windOf(samples, true).layers.map(({ bottomM, speedMps }) => [bottomM, speedMps])).toEqual([
      [-250, 1],
      [0, 2],
      [250, 3],
    ]);
    expect(windOf(samples, false).layers).toEqual([]);
    expect(windOf([], true)).toEqual({ mean: null, layers: [] });
  });

  it('answer for any altitude by the nearest layer that can be trusted', () => {
    const many = (mps: number, altitudeM: number) =>
      Array.from({ length: 6 }, () => sample(mps, 0, altitudeM));
    const wind = windOf([...many(2, 600), ...many(6, 1600), sample(20, 0, 2600)], true);
    expect(windAt(wind, 0)?.speedMps).toBe(2);
    expect(windAt(wind, 1300)?.speedMps).toBe(6);
    expect(windAt(wind, 2600)?.speedMps).toBe(6);
    expect(windAt(windOf([], true), 1000)).toBeNull();
  });
});
