import { expect, it } from 'vitest';
import { parseDurationMs } from './duration';

it.each([
  ['30s', 30_000],
  ['15m', 900_000],
  ['1.5h', 5_400_000],
  ['7d', 604_800_000],
  [' 2 h ', 7_200_000],
])('%s is %d ms', (text, ms) => {
  expect(parseDurationMs(text)).toBe(ms);
});

it.each(['', '5', 'h', '5 weeks', '-1h'])('“%s” is refused', (text) => {
  expect(() => parseDurationMs(text)).toThrow('30s or 2h');
});
