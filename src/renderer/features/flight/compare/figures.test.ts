import { expect, it } from 'vitest';
import type { FlightMetrics } from '#contract/xcmetrics';
import { figureRows } from './figures';

// Only what is compared; the type has far more.
const flight = (airtimeS: number, maxAltitudeM: number | null) =>
  ({
    airtimeS,
    maxAltitudeM,
    thermals: [],
    climb: null,
    shareOfTime: { thermal: 0.25, glide: 0.5, search: 0.25 },
    wind: { mean: null, layers: [] },
  }) as unknown as FlightMetrics;

it('writes differences with a sign, and none where a figure is unknown', () => {
  const rows = figureRows(
    { flight: flight(3600, 2000), score: null },
    { flight: flight(3000, null), score: null },
  );
  const of = (name: string) => rows.find((row) => row.name === name);
  expect(of('Airtime')?.difference).toMatch(/^−10:00/);
  expect(of('Highest')).toMatchObject({ b: '–', difference: '–' });
  expect(of('Time in thermals')?.difference).toMatch(/^0/);
});
