import { describe, expect, it } from 'vitest';
import { formatFix, makeFlight } from '../../../test/fixtures/make-flight';
import { findFlights } from './find-flights';
import { readTrack } from './track';

const rules = { minTakeoffSpeedKmh: 10, minFlightS: 60 };
const open = (text: string) => readTrack(new TextEncoder().encode(text));
const flightsOf = (text: string) => {
  const track = open(text);
  const { flights, groundTravel } = findFlights(track, rules);
  const timed = flights.map((span) => ({
    ...span,
    fromS: track.timeS[span.from] as number,
    toS: track.timeS[span.to] as number,
  }));
  return { flights: timed, groundTravel };
};
const fixesOf = (text: string) => text.split('\r\n').filter((line) => line.startsWith('B'));
const H = 'HFDTE150624';
const dayS = Date.parse('2024-06-15T00:00:00Z') / 1000;
type Movement = [
  fromS: number,
  seconds: number,
  speedMps: number,
  at?: { lat: number; baroM: number },
  climbMps?: number,
];
/** Moving north at a speed, climbing at a rate. */
const move = (...[fromS, seconds, speedMps, at = { lat: 46, baroM: 1000 }, climbMps = 0]: Movement) =>
  Array.from({ length: seconds }, (_, k) =>
    formatFix({
      timeOfDayS: fromS + k,
      lat: at.lat + (k * speedMps) / 111_200,
      lon: 7,
      baroM: at.baroM + k * climbMps,
      gnssM: at.baroM + k * climbMps,
    }),
  );

describe('findFlights', () => {
  it.each([
    [1, 1],
    [2, 2],
    [5, 3],
    [10, 4],
  ])('finds take-off and landing at %i s between fixes', (intervalS, seed) => {
    const { text, truth } = makeFlight({ fixes: 3600 / intervalS, intervalS, seed });
    const { flights } = flightsOf(text);
    expect(flights).toHaveLength(1);
    expect(Math.abs((flights[0]?.fromS ?? 0) - truth.takeoffS)).toBeLessThanOrEqual(5 + intervalS);
    expect(Math.abs((flights[0]?.toS ?? 0) - truth.landingS)).toBeLessThanOrEqual(5 + intervalS);
    expect(flights[0]).toMatchObject({ takeoffSeen: true, landingSeen: true });
  });

  it('finds several flights in one file', () => {
    const morning = makeFlight({ fixes: 1200, seed: 5, startTimeOfDayS: 30_000 });
    const noon = makeFlight({ fixes: 1200, seed: 5, startTimeOfDayS: 40_000 });
    const { flights } = flightsOf([H, ...fixesOf(morning.text), ...fixesOf(noon.text)].join('\n'));
    expect(flights).toHaveLength(2);
  });

  it('finds flights on several days', () => {
    const a = makeFlight({ fixes: 900, seed: 6, date: '2024-06-15' });
    const b = makeFlight({ fixes: 900, seed: 7, date: '2024-06-18' });
    const { flights } = flightsOf(a.text + b.text);
    expect(flights.map(({ fromS }) => new Date(fromS * 1000).getUTCDate())).toEqual([15, 18]);
  });

  it('finds a landing for a break, but not for a minute of standing into the wind', () => {
    const leg = (fromS: number, lat: number) => move(fromS, 600, 10, { lat, baroM: 1500 }, -1);
    const still = (fromS: number, seconds: number) =>
      move(fromS, seconds, 0, { lat: 46 + 6000 / 111_200, baroM: 900 });
    const after = 46 + 6000 / 111_200;
    expect(
      flightsOf([H, ...leg(36_000, 46), ...still(36_600, 60), ...leg(36_660, after)].join('\n')).flights,
    ).toHaveLength(1);
    expect(
      flightsOf([H, ...leg(36_000, 46), ...still(36_600, 600), ...leg(37_200, after)].join('\n')).flights,
    ).toHaveLength(2);
  });

  it('does not take a hike for flight', () => {
    const hike = move(30_000, 3000, 1.2, undefined, 0.25);
    const { flights } = flightsOf(
      [H, ...hike, ...move(33_000, 900, 10, { lat: 46.04, baroM: 1750 }, -1)].join('\n'),
    );
    expect(flights).toHaveLength(1);
    expect(Math.abs((flights[0]?.fromS ?? 0) - dayS - 33_000)).toBeLessThan(15);
  });

  it('leaves a drive on the flat out when there is a flight', () => {
    const drive = move(30_000, 1200, 20);
    const stand = move(31_200, 600, 0, { lat: 46.2158, baroM: 1000 });
    const fly = move(31_800, 900, 10, { lat: 46.2158, baroM: 1000 }, 1);
    const { flights, groundTravel } = flightsOf([H, ...drive, ...stand, ...fly].join('\n'));
    expect([flights.length, groundTravel.length]).toEqual([1, 1]);
  });

  it('finds soaring against the wind without ground speed', () => {
    const climb = move(36_000, 900, 1, undefined, 1.2);
    expect(flightsOf([H, ...climb].join('\n')).flights).toHaveLength(1);
  });

  it('knows when the track begins or ends in the air', () => {
    const { text } = makeFlight({ fixes: 1800, seed: 3 });
    const fixes = fixesOf(text).slice(400, 1400);
    expect(flightsOf([H, ...fixes].join('\n')).flights).toMatchObject([
      { from: 0, to: 999, takeoffSeen: false, landingSeen: false },
    ]);
  });

  it('finds a flight of a minute and a half', () => {
    const stand = (fromS: number, lat: number) => move(fromS, 100, 0, { lat, baroM: 300 });
    const fly = move(36_100, 90, 9, { lat: 46, baroM: 390 }, -1);
    const { flights } = flightsOf(
      [H, ...stand(36_000, 46), ...fly, ...stand(36_190, 46 + 810 / 111_200)].join('\n'),
    );
    expect(flights).toHaveLength(1);
    expect(Math.abs((flights[0]?.toS ?? 0) - (flights[0]?.fromS ?? 0) - 90)).toBeLessThan(15);
  });

  it('finds none on the ground', () => {
    expect(flightsOf([H, ...move(36_000, 2000, 0.3)].join('\n')).flights).toEqual([]);
  });
});
