import { describe, expect, it } from 'vitest';
import { blackPng, exifChunk } from '../../../../test/fixtures/make-media';
import { withoutLargeBlocks } from './png-blocks';

const plain = blackPng(4, 3);

describe('large blocks of a PNG', () => {
  it('are left out, wherever they are, and nothing else is', () => {
    const large = blackPng(4, 3, { extra: [exifChunk(2000), exifChunk(10), exifChunk(1001)] });
    const { bytes, exif } = withoutLargeBlocks(large, 1000);
    expect(Buffer.from(bytes).equals(blackPng(4, 3, { extra: [exifChunk(10)] }))).toBe(true);
    expect(exif).toHaveLength(1001);
  });

  it('are none in a PNG that has only small ones', () => {
    const small = blackPng(4, 3, { extra: [exifChunk(1000)] });
    expect(withoutLargeBlocks(small, 1000)).toEqual({ bytes: small, exif: null });
    expect(withoutLargeBlocks(small, 1000).bytes).toBe(small);
  });

  it.each([
    ['that is cut off inside one', blackPng(4, 3, { extra: [exifChunk(2000)] }).subarray(0, 500)],
    ['of which there is only the beginning', plain.subarray(0, 10)],
    ['that is no PNG', Buffer.from('GIF89a')],
  ])('are not looked for in a file %s', (_what, bytes) => {
    expect(withoutLargeBlocks(bytes, 1000).bytes).toBe(bytes);
  });
});
