import { expect, it } from 'vitest';
import { roundTo } from './rounding';

it.each([
  [66.465, 0, 66.465],
  [66.4649, 0.01, 66.46],
  [66.466, 0.01, 66.47],
  [1.005, 0.01, 1], // stored as 1.00499999999999989
  [109.05, 0.1, 109], // stored as 109.04999999999999716
  [2.5, 1, 3],
  [0.0004, 0.001, 0],
])('rounds %f on steps of %f to %f', (value, step, expected) => {
  expect(roundTo(value, step)).toBe(expected);
});
