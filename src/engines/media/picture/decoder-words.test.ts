import { describe, expect, it } from 'vitest';
import { whyUndecodable } from './decoder-words';

describe('what a decoder has against a picture', () => {
  it.each([
    [
      'Input buffer has corrupt header: VipsJpeg: premature end of JPEG image',
      'The picture is cut off (premature end of JPEG image); copy it again from its source.',
    ],
    [
      'Input buffer has corrupt header: gifload_buffer: Unexpected end of GIF source data',
      'The picture is cut off (Unexpected end of GIF source data); copy it again from its source.',
    ],
    ['source: bad seek to 2263', 'The picture is cut off (bad seek to 2263); copy it again from its source.'],
    [
      'vipspng: libpng read error',
      'The picture is damaged (libpng read error); copy it again from its source.',
    ],
    [
      'webp2vips: unable to read pixels',
      'The picture is damaged (unable to read pixels); copy it again from its source.',
    ],
    ['Unknown error', 'The picture is damaged; copy it again from its source.'],
    [
      'Input buffer contains unsupported image format',
      'The picture is damaged or of a kind that is not decoded here (unsupported image format); save it as JPEG or PNG.',
    ],
  ])('%s', (said, words) => {
    expect(whyUndecodable(said)).toBe(words);
  });
});
