import { describe, expect, it } from 'vitest';
import { run } from '../../../test/fixtures/igc-lines';
import { makeRandom } from '../../../test/fixtures/make-flight';
import { readTrack } from './track';

const NOON = 43_200;
const H = 'HFDTE150624';
const open = (...parts: (string | string[])[]) =>
  readTrack(new TextEncoder().encode(parts.flat().join('\n') + '\n'));

describe('altitudes', () => {
  const heights = (z: (k: number) => number, gnss?: (k: number) => number) => (k: number) => ({
    baro: String(z(k)).padStart(5, '0'),
    gnss: String((gnss ?? ((i) => z(i) + 50))(k)).padStart(5, '0'),
  });

  it.each([
    ['both there', (k: number) => 1000 + k, (k: number) => 1050 + k, 'baro'],
    ['no pressure altitude', () => 0, (k: number) => 1050 + k, 'gnss'],
    ['no GNSS altitude', (k: number) => 1000 + k, () => 0, 'baro'],
    ['none', () => 0, () => 0, 'none'],
    ['a frozen pressure sensor', () => 1000, (k: number) => 1000 + k, 'gnss'],
    [
      'half of the pressure altitude missing',
      (k: number) => (k < 100 ? 0 : 1000 + k),
      (k: number) => 1050 + k,
      'gnss',
    ],
    ['a few missing', (k: number) => (k % 10 === 0 ? 0 : 1000 + k), (k: number) => 1050 + k, 'baro'],
  ])('with %s', (_, baro, gnss, source) => {
    const track = open(H, run(NOON, 200, heights(baro, gnss)));
    expect(track.altitudeSource).toBe(source);
  });

  it('interpolates isolated zeros and wild values', () => {
    const wild = new Map([
      [5, 0],
      [50, 9999],
      [51, 65_000],
      [90, 1300],
    ]);
    const track = open(
      H,
      run(
        NOON,
        100,
        heights((k) => wild.get(k) ?? 1000 + k),
      ),
    );
    expect(track.counts.repaired).toBe(4);
    for (let k = 0; k < 100; k++) expect(track.altitudeM[k]).toBeCloseTo(1000 + k, 6);
  });

  it('interpolates a sensor that drops out for long, and one that starts late', () => {
    const track = open(
      H,
      run(
        NOON,
        400,
        heights(
          (k) => (k < 10 || (k >= 100 && k < 200) ? 0 : 1000 + k),
          () => 0,
        ),
      ),
    );
    expect(track.altitudeM[150]).toBeCloseTo(1150, 6);
    expect(track.altitudeM[0]).toBe(1010);
    expect(track.altitudeJumps).toEqual([]);
  });

  it('leaves flight at sea level alone', () => {
    const track = open(
      H,
      run(
        NOON,
        60,
        heights(
          (k) => Math.round(20 * Math.cos(k / 5)),
          () => 0,
        ),
      ),
    );
    expect(track.counts.repaired).toBe(0);
    expect(track.altitudeSource).toBe('baro');
  });

  it('does not take a change of level for an outage', () => {
    const track = open(
      H,
      run(
        NOON,
        2000,
        heights(
          () => 0,
          (k) => (k < 1000 ? 1000 : 1300),
        ),
      ),
    );
    expect([track.counts.repaired, track.altitudeJumps]).toEqual([0, [1000]]);
  });

  it('keeps a spiral dive', () => {
    const track = open(
      H,
      run(
        NOON,
        100,
        heights((k) => (k < 50 ? 3000 : 3000 - (k - 50) * 25)),
      ),
    );
    expect(track.counts.repaired).toBe(0);
  });

  it('survives noise of every kind without NaN', () => {
    const random = makeRandom(7);
    const noisy = heights(
      () => Math.floor(random() * 99_999),
      () => Math.floor(random() * 3000),
    );
    const track = open(H, run(NOON, 500, noisy));
    expect(track.altitudeM.every(Number.isFinite)).toBe(true);
  });
});
