/** The cache of blocks: one read for many, limited, and nothing of the disk's bad moments kept. */
import { describe, expect, it } from 'vitest';
import { BlockCache } from './block-cache';
import { UnusableRaster } from './raster';

const block = (samples: number) => ({ values: new Int16Array(samples), width: samples, height: 1 });

describe('the cache of blocks', () => {
  it('reads a block once, however many ask at a time', async () => {
    const cache = new BlockCache(10_000);
    let reads = 0;
    const read = async () => (reads++, block(10));
    const [a, b] = await Promise.all([cache.get('a', read), cache.get('a', read)]);
    expect(a).toBe(b);
    expect(await cache.get('a', read)).toBe(a);
    expect(reads).toBe(1);
  });

  it('lets the least recently used go when it holds too many bytes', async () => {
    const cache = new BlockCache(5_000);
    for (const key of ['a', 'b']) await cache.get(key, async () => block(1000));
    cache.peek('a');
    await cache.get('c', async () => block(1000));
    expect(['a', 'b', 'c'].map((key) => cache.peek(key) !== undefined)).toEqual([true, false, true]);
  });

  it('holds one block that is larger than its limit, for as long as it is the newest', async () => {
    const cache = new BlockCache(100);
    await cache.get('large', async () => block(1000));
    expect(cache.peek('large')).toBeDefined();
    await cache.get('other', async () => block(1));
    expect(cache.peek('large')).toBeUndefined();
  });

  it('remembers what is broken or not there, but not what the disk refused', async () => {
    const cache = new BlockCache(10_000);
    const fail = (error: Error) => () => Promise.reject(error);
    expect(await cache.get('broken', fail(new UnusableRaster('cut off')))).toEqual({ reason: 'cut off' });
    expect(await cache.get('away', fail(new Error('EIO')))).toEqual({ reason: 'EIO' });
    await cache.get('none', async () => null);
    expect(cache.peek('broken')).toEqual({ reason: 'cut off' });
    expect(cache.peek('none')).toBeNull();
    expect(cache.peek('away')).toBeUndefined();
  });
});
