import { describe, expect, it } from 'vitest';
import { type AlertMemory, calm, clearMs, isBreached, resolvedMs, step } from './machine';

type Phase = AlertMemory['phase'];

/** Readings a second apart; a number is a value, null is no data. The limit is 10. */
function phases(values: readonly (number | null)[], forS: number): Phase[] {
  let memory = calm(0);
  return values.map((value, index) => {
    const reading = { now: (index + 1) * 1000, value, breached: isBreached(value, 'above', 10) };
    memory = step(memory, reading, { forMs: forS * 1000, comparison: 'above' });
    return memory.phase;
  });
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('the life of an alert', () => {
  it.each<[string, (number | null)[], number, Phase[]]>([
    ['stays ok below the limit', [1, 10, 3], 0, ['ok', 'ok', 'ok']],
    ['fires at once without a wait', [11], 0, ['firing']],
    ['waits, then fires', [11, 12, 13], 2, ['pending', 'pending', 'firing']],
    ['forgets a breach that did not last', [11, 9, 11], 2, ['pending', 'ok', 'pending']],
    ['takes no data for no breach while it waits', [11, null, 11], 2, ['pending', 'ok', 'pending']],
    ['goes on while nothing is known', [11, ...times(20, null)], 0, times(21, 'firing')],
    [
      'is resolved when it was clear long enough',
      [11, ...times(11, 5)],
      0,
      [...times(11, 'firing' as const), 'resolved'],
    ],
    ['goes on when it was clear only for a moment', [11, 5, 5, 12, ...times(9, 5)], 0, times(13, 'firing')],
    [
      'fires again after it was resolved',
      [11, ...times(11, 5), 20],
      0,
      [...times(11, 'firing' as const), 'resolved', 'firing'],
    ],
  ])('%s', (_name, values, forS, expected) => {
    expect(phases(values, forS)).toEqual(expected);
  });

  it('is ok again a while after it was resolved', () => {
    const resolved: AlertMemory = { ...calm(0), phase: 'resolved', since: 0 };
    const rule = { forMs: 0, comparison: 'above' } as const;
    expect(step(resolved, { now: resolvedMs - 1, value: 1, breached: false }, rule).phase).toBe('resolved');
    expect(step(resolved, { now: resolvedMs, value: 1, breached: false }, rule).phase).toBe('ok');
  });

  it('remembers the worst value and when it began', () => {
    let memory = calm(0);
    const rule = { forMs: 1000, comparison: 'below' } as const;
    for (const [now, value] of [
      [5000, 3],
      [6000, 1],
      [7000, 2],
    ] as const)
      memory = step(memory, { now, value, breached: true }, rule);
    expect(memory).toMatchObject({ phase: 'firing', beganAt: 5000, since: 6000, peak: 1 });
    memory = step(memory, { now: 8000, value: 20, breached: false }, rule);
    expect(step(memory, { now: 8000 + clearMs, value: 20, breached: false }, rule).peak).toBe(1);
  });

  it.each([
    ['above', [false, false, true]],
    ['atLeast', [false, true, true]],
    ['below', [true, false, false]],
    ['atMost', [true, true, false]],
  ] as const)('compares: %s', (comparison, expected) => {
    expect([9, 10, 11].map((value) => isBreached(value, comparison, 10))).toEqual(expected);
    expect(isBreached(null, comparison, 10)).toBe(false);
  });
});
