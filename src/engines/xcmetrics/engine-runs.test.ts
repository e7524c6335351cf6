import { describe, expect, it } from 'vitest';
import { XcmetricsOptions } from '#contract/xcmetrics';
import type { FlightPlan } from '../../../test/fixtures/make-flight';
import { makeFlight } from '../../../test/fixtures/make-flight';
import { describe as describeFlight, segmentTrack } from './analyse';

const options = XcmetricsOptions.parse({});
const analyse = (bytes: Uint8Array) => describeFlight(segmentTrack(bytes, options), options);
type Runs = { fromS: number; toS: number; reading: number }[];
function engineWith(runs: Runs, plan: FlightPlan & { sensor?: 'ENL' | 'MOP' } = {}) {
  const { sensor = 'ENL', ...rest } = plan;
  const { bytes } = makeFlight({ fixes: 1800, seed: 5, ...rest, engine: { sensor, runs } });
  const engine = analyse(bytes).flights[0]?.engine;
  if (!engine) throw new Error('No flight.');
  return engine;
}
const secondOf = (time = '') => (Date.parse(time) / 1000) % 86_400;

describe('engine runs', () => {
  it.each([
    ['ENL', 1, 1800],
    ['MOP', 1, 1800],
    ['ENL', 4, 450],
    ['ENL', 10, 180],
  ] as const)('are found by %s at %i s', (sensor, intervalS, fixes) => {
    const runs = [
      { fromS: 300, toS: 420, reading: 950 },
      { fromS: 900, toS: 1000, reading: 720 },
    ];
    const engine = engineWith(runs, { sensor, intervalS, fixes });
    expect(engine.sensors).toEqual([sensor]);
    expect(engine.runs.map(({ sensor: by, peak, mean }) => [by, peak, mean])).toEqual([
      [sensor, 950, 950],
      [sensor, 720, 720],
    ]);
    engine.runs.forEach((run, k) => {
      expect(Math.abs(secondOf(run.start.time) - 36_000 - (runs[k]?.fromS ?? 0))).toBeLessThanOrEqual(
        intervalS,
      );
      expect(Math.abs(secondOf(run.end.time) - 36_000 - (runs[k]?.toS ?? 0))).toBeLessThanOrEqual(intervalS);
      expect(run.durationS).toBe(secondOf(run.end.time) - secondOf(run.start.time));
      expect(run.gainM).toBe((run.end.altitudeM ?? 0) - (run.start.altitudeM ?? 0));
    });
  });

  it.each([
    ['wheels that roll', [{ fromS: 120, toS: 145, reading: 999 }]],
    ['an open window', [{ fromS: 500, toS: 700, reading: 430 }]],
    ['single peaks', [300, 320, 340, 360, 380].map((at) => ({ fromS: at, toS: at + 2, reading: 800 }))],
    [
      'a noise with peaks',
      Array.from({ length: 40 }, (_, k) => ({
        fromS: 300 + 4 * k,
        toS: 303 + 4 * k,
        reading: k % 5 === 0 ? 600 : 350,
      })),
    ],
  ])('are not %s', (_, runs) => {
    expect(engineWith(runs)).toEqual({ sensors: ['ENL'], runs: [] });
  });

  it('go on over a quiet moment', () => {
    const runs = [
      { fromS: 300, toS: 360, reading: 900 },
      { fromS: 367, toS: 420, reading: 900 },
    ];
    expect(engineWith(runs).runs).toHaveLength(1);
  });

  it('are not known where the sensor is never quiet, or says nothing', () => {
    expect(engineWith([{ fromS: 0, toS: 1e6, reading: 999 }])).toEqual({ sensors: [], runs: [] });
    const { text } = makeFlight({ fixes: 900, seed: 5, engine: { sensor: 'ENL', runs: [] } });
    const silent = text.replace(/^(B.{34}).*$/gm, '$1---');
    expect(analyse(new TextEncoder().encode(silent)).flights[0]?.engine.sensors).toEqual([]);
    expect(analyse(makeFlight({ fixes: 900, seed: 5 }).bytes).flights[0]?.engine.sensors).toEqual([]);
  });

  it('count once when both sensors see them, and either may be the only one', () => {
    const { text } = makeFlight({
      fixes: 1800,
      seed: 5,
      engine: { sensor: 'MOP', runs: [{ fromS: 300, toS: 420, reading: 900 }] },
    });
    let k = -1;
    const both = text.replace('I013638MOP', 'I023638MOP3941ENL').replace(/^B.*$/gm, (fix) => {
      k++;
      return fix + ((k >= 290 && k <= 430) || (k >= 900 && k <= 960) ? '800' : '030');
    });
    const engine = analyse(new TextEncoder().encode(both)).flights[0]?.engine;
    expect(engine?.sensors).toEqual(['MOP', 'ENL']);
    expect(engine?.runs.map(({ sensor, durationS }) => [sensor, durationS])).toEqual([
      ['MOP', 120],
      ['ENL', 60],
    ]);
  });
});
