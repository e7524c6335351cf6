import { describe, expect, it } from 'vitest';
import type { Circling } from '#contract/xcmetrics';
import { XcmetricsOptions, XcmetricsOutput } from '#contract/xcmetrics';
import type { FlightPlan, TrueThermal } from '../../../test/fixtures/make-flight';
import { brokenKinds, makeBrokenFlight, makeFlight } from '../../../test/fixtures/make-flight';
import { describe as describeFlight, segmentTrack } from './analyse';

const options = XcmetricsOptions.parse({});
const analyse = (bytes: Uint8Array, changes: Partial<XcmetricsOptions> = {}) =>
  describeFlight(segmentTrack(bytes, { ...options, ...changes }), { ...options, ...changes });
const made = (plan: FlightPlan) => {
  const { bytes, truth } = makeFlight(plan);
  const output = analyse(bytes);
  const flight = output.flights[0];
  if (!flight) throw new Error('No flight.');
  return { output, flight, truth };
};
const epochS = (iso: string) => Date.parse(iso) / 1000;

function expectThermal(found: Circling | undefined, truth: TrueThermal, intervalS: number): void {
  const slack = 12 + 2 * intervalS;
  expect(found).toBeDefined();
  if (!found) return;
  expect(Math.abs(epochS(found.start.time) - truth.startS)).toBeLessThanOrEqual(slack);
  expect(Math.abs(epochS(found.end.time) - truth.endS)).toBeLessThanOrEqual(slack);
  expect(Math.abs(found.gainM - truth.gainM)).toBeLessThanOrEqual(slack * (truth.climbMps + 1.2));
  expect(Math.abs(found.averageClimbMps - truth.climbMps)).toBeLessThan(0.15 + 0.02 * intervalS);
}

describe('made flights', () => {
  const cases = [1, 2, 4, 5, 10].flatMap((intervalS) =>
    [1, 2, 3, 4, 5, 6].map((seed) => ({ intervalS, seed })),
  );

  it.each(cases)('gives back its thermals at $intervalS s, seed $seed', ({ intervalS, seed }) => {
    const { flight, truth } = made({ fixes: Math.round(5400 / intervalS), intervalS, seed, thermals: 5 });
    expect(flight.thermals).toHaveLength(5);
    expect(flight.searches).toEqual([]);
    truth.thermals.forEach((thermal, k) => expectThermal(flight.thermals[k], thermal, intervalS));
    expect(flight.glides).toHaveLength(6);
  });

  it.each(cases.filter(({ intervalS }) => intervalS <= 5))(
    'gives back its circles at $intervalS s, seed $seed',
    ({ intervalS, seed }) => {
      const { flight, truth } = made({ fixes: Math.round(5400 / intervalS), intervalS, seed, thermals: 5 });
      truth.thermals.forEach((thermal, k) => {
        const found = flight.thermals[k];
        expect(found?.direction).toBe(thermal.direction);
        expect(found?.timePerCircleS).toBeCloseTo(thermal.timePerCircleS, -0.3);
        expect(Math.abs((found?.radiusM ?? 0) - thermal.radiusM)).toBeLessThan(6);
        const turns = (thermal.endS - thermal.startS) / thermal.timePerCircleS;
        expect(Math.abs((found?.turns ?? 0) - turns)).toBeLessThan(1.5);
      });
    },
  );

  it.each([6, 8])('finds thermals in %i m/s of wind, drifting', (windMps) => {
    const { flight, truth } = made({ fixes: 3600, windMps, seed: 11, thermals: 4 });
    expect(flight.thermals).toHaveLength(4);
    truth.thermals.forEach((thermal, k) => expect(flight.thermals[k]?.direction).toBe(thermal.direction));
  });

  it.each([0, 3, 6])('bears a position error of %i m at one fix a second', (noiseM) => {
    const { flight } = made({ fixes: 3600, noiseM, seed: 12, thermals: 4 });
    expect(flight.thermals).toHaveLength(4);
  });

  it('sees one thermal in a flight of five minutes', () => {
    for (let seed = 1; seed <= 20; seed++) expect(made({ fixes: 300, seed }).flight.thermals).toHaveLength(1);
  });

  it('sees none in a sled run', () => {
    const { flight } = made({ fixes: 900, thermals: 0, seed: 9 });
    expect(flight.thermals).toEqual([]);
    expect(flight.shareOfTime).toEqual({ thermal: 0, glide: 1, search: 0 });
    expect(flight.thermalAverageClimbMps).toBeNull();
    expect(flight.glides[0]?.glideRatio).toBeGreaterThan(6);
    expect(flight.glides[0]?.glideRatio).toBeLessThan(13);
  });

  it('flies over midnight and the date line, and in the south', () => {
    const { flight, truth, output } = made({
      fixes: 3600,
      startTimeOfDayS: 85_000,
      start: { lat: -41, lon: 179.99, altitudeM: 1000 },
      seed: 21,
      thermals: 4,
    });
    expect(output.date).toBe('2024-06-15');
    expect(Math.abs(epochS(flight.landing.time) - truth.landingS)).toBeLessThan(10);
    expect(flight.trackKm).toBeGreaterThan(20);
    expect(flight.trackKm).toBeLessThan(60);
    expect(flight.thermals).toHaveLength(4);
    flight.thermals.forEach(({ center }) => expect(Math.abs(center.lon)).toBeGreaterThan(179));
  });
});

describe('figures', () => {
  const { flight, truth, output } = made({ fixes: 3600, seed: 4, thermals: 4 });

  it('hold what the contract says', () => {
    expect(() => XcmetricsOutput.parse(output)).not.toThrow();
  });

  it('agree with each other', () => {
    const { thermals, glides, searches, shareOfTime } = flight;
    const parts = [...thermals, ...glides, ...searches].reduce((sum, { durationS }) => sum + durationS, 0);
    expect(parts).toBeCloseTo(flight.airtimeS, 0);
    expect(shareOfTime.thermal + shareOfTime.glide + shareOfTime.search).toBeCloseTo(1, 4);
    const { leftS, rightS, mixedS } = flight.circling;
    expect(leftS + rightS + mixedS).toBeCloseTo(shareOfTime.thermal * flight.airtimeS, -0.5);
    expect(flight.maxAltitudeM).toBeGreaterThanOrEqual(flight.takeoff.altitudeM ?? 0);
    expect(flight.straightKm).toBeLessThanOrEqual(flight.maxFromTakeoffKm + 0.001);
    expect(flight.maxFromTakeoffKm).toBeLessThanOrEqual(flight.trackKm);
    expect(flight.averageGroundSpeedKmh).toBeCloseTo((flight.trackKm / flight.airtimeS) * 3600, 0);
  });

  it('agree with the truth', () => {
    expect(flight.maxAltitudeM).toBeCloseTo(truth.maxAltitudeM, -1);
    const gain = truth.thermals.reduce((sum, { gainM }) => sum + gainM, 0);
    expect(Math.abs((flight.totalClimbM ?? 0) / gain - 1)).toBeLessThan(0.03);
    const best = Math.max(...truth.thermals.map(({ climbMps }) => climbMps));
    expect(Math.abs((flight.bestClimbMps ?? 0) - best)).toBeLessThan(0.15);
    expect(Math.abs((flight.bestSinkMps ?? 0) + 1.1)).toBeLessThan(0.15);
    expect(flight.glideAverageSpeedKmh).toBeGreaterThan(20);
    expect(flight.glideAverageSpeedKmh).toBeLessThan(50);
  });

  it('are small and hold no fixes', () => {
    expect(JSON.stringify(output).length).toBeLessThan(15_000);
  });

  it('name the glider, and nobody', () => {
    expect(output.gliderType).toMatch(/^Made Glider/);
    expect(output.recorder).toMatchObject({ code: 'XFL', type: 'Flightline,Generator', firmware: '1.0' });
  });

  it('are the same at every run', () => {
    const { bytes } = makeFlight({ fixes: 1200, seed: 33 });
    expect(analyse(bytes)).toEqual(analyse(bytes));
  });
});

describe('without altitude', () => {
  const { text } = makeFlight({ fixes: 1800, seed: 8, thermals: 2 });
  const flat = text.replace(/^(B.{24}).{10}/gm, '$10000000000');
  const output = analyse(new TextEncoder().encode(flat));

  it('leaves out what needs one and keeps the rest', () => {
    const flight = output.flights[0];
    expect(output.altitudeSource).toBe('none');
    expect(flight).toMatchObject({
      maxAltitudeM: null,
      maxGainM: null,
      bestClimbMps: null,
      totalClimbM: null,
    });
    expect(flight?.takeoff.altitudeM).toBeNull();
    expect(flight?.thermals).toHaveLength(2);
    expect(flight?.trackKm).toBeGreaterThan(5);
  });
});

describe('spirals', () => {
  it('are searches, not thermals', () => {
    const { text } = makeFlight({ fixes: 1200, seed: 13, thermals: 1 });
    // Upside down: what climbed now sinks.
    const sinking = text.replace(/^(B.{24})(\d{5})(\d{5})/gm, (_, head: string, baro: string) => {
      const z = String(6000 - Number(baro)).padStart(5, '0');
      return head + z + z;
    });
    const flight = analyse(new TextEncoder().encode(sinking)).flights[0];
    expect([flight?.thermals.length, flight?.searches.length]).toEqual([0, 1]);
    expect(flight?.shareOfTime.search).toBeGreaterThan(0.3);
    expect(flight?.glides.every(({ glideRatio }) => glideRatio === null)).toBe(true);
  });
});

describe('options', () => {
  const { bytes } = makeFlight({ fixes: 3600, seed: 4, thermals: 4 });
  it('choose the altitude', () => {
    expect(analyse(bytes).altitudeSource).toBe('baro');
    const gnss = analyse(bytes, { altitude: 'gnss' });
    expect(gnss.altitudeSource).toBe('gnss');
    expect((gnss.flights[0]?.maxAltitudeM ?? 0) - (analyse(bytes).flights[0]?.maxAltitudeM ?? 0)).toBeCloseTo(
      48,
      -1,
    );
  });

  it('set the shortest thermal and flight', () => {
    expect(analyse(bytes, { minThermalS: 600 }).flights[0]?.thermals).toEqual([]);
    expect(() => analyse(bytes, { minFlightS: 3600 })).toThrowError(/No take-off/);
  });
});

describe('broken files', () => {
  it.each(brokenKinds.filter((kind) => kind !== 'truncated'))('%s is refused with a reason', (kind) => {
    const code = kind === 'empty' ? 'EMPTY_FILE' : 'INVALID_FLIGHT';
    expect(() => analyse(makeBrokenFlight(kind))).toThrowError(expect.objectContaining({ code }));
  });

  it('reads what is there of a truncated one', () => {
    const output = analyse(makeBrokenFlight('truncated'));
    expect(output.flights[0]?.landingSeen).toBe(false);
    expect(output.warnings.map(({ code }) => code)).toContain('NO_FINAL_NEWLINE');
  });
});
