import { describe, expect, it } from 'vitest';
import { momentOf } from './moment';

describe('momentOf', () => {
  const now = 1_000_000_000;
  it.each([
    ['15m', now - 900_000],
    ['2h', now - 7_200_000],
    ['3d', now - 259_200_000],
    ['2026-05-01T12:00:00Z', Date.UTC(2026, 4, 1, 12)],
  ])('reads %s', (text, at) => expect(momentOf(text, now)).toBe(at));

  it.each(['', 'yesterday', '5w', '-3h'])('refuses %j', (text) =>
    expect(() => momentOf(text, now)).toThrow(/15m/),
  );
});
