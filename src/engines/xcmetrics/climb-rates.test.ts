import { describe, expect, it } from 'vitest';
import { record } from '../../../test/fixtures/igc-lines';
import { readTrack } from '../igc/track';
import { climbRates } from './climb-rates';

/** A track that climbs at one rate after the other, a second each fix. */
function climbing(rates: readonly { mps: number; lastsS: number }[]) {
  let [z, t] = [1000, 36_000];
  const lines = ['AXXXABC', 'HFDTE010124', record({ t, lat: 46, baro: '01000', gnss: '01000' })];
  for (const { mps, lastsS } of rates) {
    for (let k = 0; k < lastsS; k++) {
      z += mps;
      t += 1;
      const altitude = String(Math.round(z)).padStart(5, '0');
      lines.push(record({ t, lat: 46 + (t - 36_000) * 1e-4, baro: altitude, gnss: altitude }));
    }
  }
  const track = readTrack(new TextEncoder().encode(lines.join('\r\n') + '\r\n'));
  return { track, all: { from: 0, to: track.n - 1 } };
}

describe('climb rates', () => {
  it('are percentiles over time', () => {
    const { track, all } = climbing([
      { mps: 1, lastsS: 420 },
      { mps: 2, lastsS: 400 },
      { mps: 4, lastsS: 180 },
    ]);
    expect(climbRates(track, [all], 20)).toEqual({ p10: 1, p25: 1, p50: 2, p75: 2, p90: 4, best: 4 });
  });

  it('weight parts by how long they last', () => {
    const { track } = climbing([
      { mps: 1, lastsS: 100 },
      { mps: 3, lastsS: 400 },
    ]);
    const parts = [
      { from: 0, to: 100 },
      { from: 100, to: 500 },
    ];
    expect(climbRates(track, parts, 20)).toMatchObject({ p10: 1, p50: 3, best: 3 });
  });

  it('are none without a part as long as the window', () => {
    const { track } = climbing([{ mps: 1, lastsS: 30 }]);
    expect(climbRates(track, [], 20)).toBeNull();
    expect(climbRates(track, [{ from: 0, to: 15 }], 20)).toBeNull();
  });
});
