import { expect, it } from 'vitest';
import { frameRateOf } from './frame-rate';

/** As x264 writes them: a frame that others are predicted from comes before the three that are shown before it. */
const reordered = [
  0,
  ...Array.from({ length: 12 }, (_, k) => [4, 2, 1, 3].map((step) => k * 4 + step)).flat(),
  52,
];

it('is not misled by frames that are shown later than the next ones', () => {
  expect(
    frameRateOf(
      reordered.map((frame) => frame / 25),
      true,
    ),
  ).toBe(25);
});

it('counts all frames of a short video', () => {
  expect(frameRateOf([0, 0.4, 0.2, 0.6], false)).toBe(5);
});

it('says nothing of one frame', () => {
  expect(frameRateOf([3], false)).toBeNull();
  expect(frameRateOf([], false)).toBeNull();
});
