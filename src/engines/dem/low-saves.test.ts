/** Which lows are saves: pure tables. */
import { describe, expect, it } from 'vitest';
import { findLowSaves } from './low-saves';

const rules = { lowSaveAglM: 150, lowSaveGainM: 300 };

/** Over flat ground at 1000 m. */
function saves(agl: number[]): { fix: number; gainedM: number }[] {
  return findLowSaves(
    Float64Array.from(agl, (value) => 1000 + (Number.isNaN(value) ? 0 : value)),
    Float64Array.from(agl),
    rules,
  );
}

describe('a low save', () => {
  it.each<[string, number[], { fix: number; gainedM: number }[]]>([
    ['is a low with a climb after it', [0, 400, 200, 80, 200, 500, 700, 300, 0], [{ fix: 3, gainedM: 620 }]],
    ['is no take-off', [0, 50, 100, 200, 800], []],
    ['is no landing', [0, 400, 100, 0], []],
    ['needs the whole climb', [0, 400, 100, 300, 399], []],
    ['is exactly that climb', [0, 400, 100, 300, 400], [{ fix: 2, gainedM: 300 }]],
    [
      'is one where the low comes back before the climb',
      [0, 400, 100, 200, 60, 250, 400],
      [{ fix: 4, gainedM: 340 }],
    ],
    [
      'is two where a climb lies between',
      [0, 400, 100, 500, 90, 450, 0],
      [
        { fix: 2, gainedM: 400 },
        { fix: 4, gainedM: 360 },
      ],
    ],
    ['passes over what is not known', [0, 400, Number.NaN, 100, Number.NaN, 450], [{ fix: 3, gainedM: 350 }]],
    ['is none without terrain', [Number.NaN, Number.NaN, Number.NaN], []],
  ])('%s', (_, agl, expected) => expect(saves(agl)).toEqual(expected));
});
