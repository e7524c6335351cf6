import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { md5Hex } from './md5';

describe('MD5', () => {
  it.each([0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000])(
    'agrees with Node for %i bytes',
    (length) => {
      const message = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
      expect(md5Hex(message)).toBe(createHash('md5').update(message).digest('hex'));
    },
  );

  it('gives another digest from another state', () => {
    const message = new TextEncoder().encode('abc');
    expect(md5Hex(message, [1, 2, 3, 4])).not.toBe(md5Hex(message));
    expect(md5Hex(message, [1, 2, 3, 4])).toMatch(/^[0-9a-f]{32}$/);
  });
});
