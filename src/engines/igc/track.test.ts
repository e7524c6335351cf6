import { describe, expect, it } from 'vitest';
import type { FlightlineError } from '#contract/errors';
import { record, run } from '../../../test/fixtures/igc-lines';
import { readTrack } from './track';

const open = (...parts: (string | string[])[]) =>
  readTrack(new TextEncoder().encode(parts.flat().join('\n') + '\n'));
const at = (iso: string) => Date.parse(iso) / 1000;
const refused = (...parts: (string | string[])[]): FlightlineError => {
  try {
    open(...parts);
  } catch (error) {
    return error as FlightlineError;
  }
  throw new Error('It was read.');
};
const codesOf = (track: ReturnType<typeof open>) => track.warnings.list().map(({ code }) => code);
const H = 'HFDTE150624';
const NOON = 43_200;

describe('time', () => {
  it('puts the date on the fixes', () => {
    const track = open('AXXXABC', H, run(NOON, 10));
    expect(track.timeS[0]).toBe(at('2024-06-15T12:00:00Z'));
    expect(track.dateKnown).toBe(true);
    expect(codesOf(track)).toEqual([]);
  });

  it('goes over midnight once', () => {
    const track = open(H, run(86_395, 10));
    expect(track.n).toBe(10);
    expect(track.timeS[9]).toBe(at('2024-06-16T00:00:04Z'));
  });

  it('does not add a second day when the new date follows midnight', () => {
    const fixes = run(86_395, 10);
    const track = open(H, fixes.slice(0, 5), 'HFDTE160624', fixes.slice(5));
    expect(track.timeS[9]).toBe(at('2024-06-16T00:00:04Z'));
    expect(open(H, fixes.slice(0, 7), 'HFDTE160624', fixes.slice(7)).timeS[9]).toBe(
      at('2024-06-16T00:00:04Z'),
    );
  });

  it('ignores a repeated date, also after midnight', () => {
    const fixes = run(86_395, 10);
    const track = open(H, fixes.slice(0, 8), H, fixes.slice(8));
    expect(track.timeS[9]).toBe(at('2024-06-16T00:00:04Z'));
    expect(codesOf(track)).not.toContain('SEVERAL_DATES');
  });

  it('drops fixes that step back across midnight', () => {
    const track = open(H, run(86_395, 10), record({ t: 86_399 }), run(86_405, 5));
    expect(track.n).toBe(15);
    expect(track.counts.duplicates).toBe(1);
  });

  it('drops repeated and backward times and counts them, without a new day', () => {
    const track = open(H, run(NOON, 20), run(NOON + 5, 3), run(NOON + 19, 2), run(NOON + 21, 10));
    expect(track.n).toBe(31);
    expect(track.counts.duplicates).toBe(4);
    expect(track.timeS.at(-1)).toBe(at('2024-06-15T12:00:30Z'));
  });

  it('survives a clock that stands still', () => {
    const track = open(
      H,
      run(NOON, 20, (k) => ({ t: NOON + Math.floor(k / 4) })),
    );
    expect([track.n, track.counts.duplicates]).toEqual([5, 15]);
  });

  it('skips noise from before the clock was right', () => {
    const track = open(H, run(86_390, 4), run(NOON, 100));
    expect(track.timeS[0]).toBe(at('2024-06-15T12:00:00Z'));
    expect(track.n).toBe(100);
  });

  it('drops fixes under the date of a clock that was not set', () => {
    const track = open('HFDTE010100', run(NOON - 500, 10), H, run(NOON, 10));
    expect(track.n).toBe(10);
    expect(track.timeS[0]).toBe(at('2024-06-15T12:00:00Z'));
    expect(codesOf(track)).toContain('CLOCK_NOT_SET');
  });

  it('has no date when the clock was never set, or no record gives one', () => {
    expect(open('HFDTE060180', run(NOON, 10)).dateKnown).toBe(false);
    const track = open(run(NOON, 10));
    expect([track.dateKnown, track.timeS[0]]).toEqual([false, NOON]);
    expect(codesOf(track)).toContain('NO_DATE');
  });

  it('uses a date that comes after the first fixes for them too', () => {
    expect(open(run(NOON, 5), H, run(NOON + 5, 5)).timeS[0]).toBe(at('2024-06-15T12:00:00Z'));
  });

  it('keeps the date when a later one is broken', () => {
    const track = open(H, run(NOON, 5), 'HFDTE333333', run(NOON + 5, 5));
    expect(track.timeS[9]).toBe(at('2024-06-15T12:00:09Z'));
    expect(codesOf(track)).toContain('BAD_DATE');
  });

  it('reads several days in one file, in whatever order', () => {
    const track = open('HFDTE160624', run(NOON, 10), H, run(NOON, 10));
    expect(track.n).toBe(20);
    expect(track.timeS[0]).toBe(at('2024-06-15T12:00:00Z'));
    expect(track.timeS[10]).toBe(at('2024-06-16T12:00:00Z'));
  });

  it('takes a recording that would overlap the one before for the next day', () => {
    const track = open(
      H,
      run(NOON, 20_000),
      run(NOON - 3600, 20_000, (k) => ({ lon: 7.5, lat: 46.2 + k * 1e-5 })),
    );
    expect(track.n).toBe(40_000);
    expect(track.timeS[20_000]).toBe(at('2024-06-16T11:00:00Z'));
  });

  it('drops a copy of what was there', () => {
    const fixes = run(NOON, 9000);
    expect(open(H, fixes, fixes).n).toBe(9000);
  });

  it('reads decimals of seconds', () => {
    const track = open(
      H,
      'I013636TDS',
      run(NOON, 10).flatMap((line) => [line + '0', line + '5']),
    );
    expect(track.n).toBe(20);
    expect((track.timeS[1] as number) - (track.timeS[0] as number)).toBe(0.5);
  });
});

describe('positions', () => {
  it('drops fixes without a position', () => {
    const track = open(
      H,
      run(NOON, 20, (k) => (k % 5 === 0 ? { lat: 0, lon: 0 } : {})),
      run(NOON + 20, 2, () => ({ lat: 0 })),
    );
    expect([track.n, track.counts.invalid]).toEqual([16, 6]);
    expect(codesOf(track)).toContain('ZERO_POSITION');
  });

  it('drops spikes, also at the beginning', () => {
    const track = open(
      H,
      run(NOON, 40, (k) => (k < 2 || k === 20 || k === 30 ? { lat: 10 + k } : {})),
    );
    expect([track.n, track.counts.spikes]).toEqual([36, 4]);
    expect(Math.min(...track.lat)).toBeGreaterThan(46);
    expect(track.warnings.list().find(({ code }) => code === 'POSITION_SPIKE')).toMatchObject({
      line: 2,
      count: 4,
    });
  });

  it('keeps both sides of a jump and says so', () => {
    const track = open(
      H,
      run(NOON, 40, (k) => (k >= 20 ? { lon: 8.4 } : {})),
    );
    expect([track.n, track.positionJumps]).toEqual([40, [20]]);
  });

  it('crosses the date line', () => {
    const track = open(
      H,
      run(NOON, 10, (k) => ({ lat: -41, lon: k < 5 ? 179.999 + k * 2e-4 : -180 + (k - 5) * 2e-4 })),
    );
    expect([track.n, track.counts.spikes]).toEqual([10, 0]);
  });

  it('keeps V fixes that move, drops those that repeat a position', () => {
    const track = open(
      H,
      run(NOON, 10),
      run(NOON + 10, 3, () => ({ validity: 'V', lat: 46.2009 })),
      run(NOON + 13, 5, (k) => ({ lat: 46.201 + k * 1e-4, validity: 'V', gnss: '00000' })),
    );
    expect([track.n, track.counts.notValidated]).toEqual([15, 5]);
    expect(track.gnssM[14]).toBe(-32_768);
  });
});

describe('no track', () => {
  it.each([
    ['no bytes', [''], 'INVALID_FLIGHT', 'not one B record'],
    ['no fixes', ['AXXXABC', H], 'INVALID_FLIGHT', 'not one B record'],
    ['four fixes', [H, ...run(NOON, 4)], 'INVALID_FLIGHT', 'it has only 4'],
    [
      'unreadable fixes',
      ['AXXXABC', H, 'B12xx', 'Bnothing'],
      'INVALID_FLIGHT',
      'None of the 2 fixes (B records) can be read (the first is line 3)',
    ],
    [
      'no positions',
      [H, ...run(NOON, 9, () => ({ lat: 0, lon: 0 }))],
      'INVALID_FLIGHT',
      'only 0 of 9 fixes have a position',
    ],
  ])('%s', (_, lines, code, message) => {
    const error = refused(lines);
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  it('an empty file is EMPTY_FILE', () => {
    expect(() => readTrack(new Uint8Array())).toThrowError(expect.objectContaining({ code: 'EMPTY_FILE' }));
  });
});
