import { expect, it } from 'vitest';
import { picture, withExifSegments } from '../../../../test/fixtures/make-media';
import { withoutRepeatedSegments } from './jpeg-segments';

const jpeg = await picture(1, { width: 40, height: 30 }).jpeg().toBuffer();

it('leaves out what is repeated when there is much of it, and nothing else', () => {
  const lean = withoutRepeatedSegments(withExifSegments(jpeg, 20), 1000);
  expect(Buffer.from(lean).equals(withExifSegments(jpeg, 1))).toBe(true);
});

it('leaves a file alone that repeats little', () => {
  const given = withExifSegments(jpeg, 3);
  expect(withoutRepeatedSegments(given, 2 * 0x1_0001)).toBe(given);
});

it.each([
  ['is cut off inside a segment', withExifSegments(jpeg, 2).subarray(0, 80_000)],
  ['ends behind its mark', jpeg.subarray(0, 3)],
  ['has a segment of no length', Buffer.from('ffd8ffe10000ffe10000', 'hex')],
  ['is no JPEG', Buffer.from('GIF89a')],
])('gives back as it is what %s', (_, bytes) => {
  expect(withoutRepeatedSegments(bytes, 0)).toBe(bytes);
});
