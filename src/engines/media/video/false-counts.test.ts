import { describe, expect, it } from 'vitest';
import { refuseFalseCounts, refuseFalseFragment } from './false-counts';

function box(name: string, ...content: (Buffer | number)[]): Buffer {
  const parts = content.map((part) => (typeof part === 'number' ? u32(part) : part));
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(name, 'latin1'), body]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const huge = 0xffff_ffff;
const stts = box('stts', 0, 1, 10, 1024);
const ctts = box('ctts', 0, 2, 5, 0, 5, 1024);
const stsc = box('stsc', 0, 1, 1, 10, 1);
const stsz = box('stsz', 0, 0, 3, 100, 100, 100);
const movie = (...tables: Buffer[]) => box('trak', box('mdia', box('minf', box('stbl', ...tables))));

describe('tables of a movie', () => {
  it('passes what a camera writes', () => {
    expect(() => refuseFalseCounts(movie(stts, ctts, stsc, stsz))).not.toThrow();
  });

  it('passes hours of sound without compression: one entry, thousands of millions of samples alike', () => {
    const sound = [box('stts', 0, 1, 600_000_000, 1), box('stsz', 0, 4, 600_000_000)];
    expect(() => refuseFalseCounts(movie(...sound, box('stsc', 0, 1, 1, 600_000_000, 1)))).not.toThrow();
  });

  it.each([
    ['shifts of frames', [stts, box('ctts', 0, 2, huge, 6, 11, 16), stsc, stsz]],
    ['frames that are shifted', [box('stts', 0, 1, huge, 1024), ctts, stsc, stsz]],
    ['samples in a chunk', [stts, box('stsc', 0, 1, 1, huge, 1), stsz]],
    ['samples in a chunk, where there are no sizes', [stts, box('stsc', 0, 1, 1, huge, 1)]],
    ['chunks', [stts, box('stsc', 0, 2, 1, 1, 1, huge, 1, 1), stsz]],
    ['bits of a size', [stts, stsc, box('stz2', 0, 0, huge)]],
    ['encrypted samples', [stts, box('saiz', 0, Buffer.from('08ffffffff', 'hex')), stsz]],
  ])('refuses false counts of %s', (_, tables) => {
    expect(() => refuseFalseCounts(movie(...tables))).toThrow(/tables are damaged/);
  });

  it('finds a table inside a box that should hold none', () => {
    const hidden = box('stsd', 0, 1, box('avc1', box('sinf', box('ctts', 0, 1, huge, 0))));
    expect(() => refuseFalseCounts(movie(hidden, stts))).toThrow(/tables are damaged/);
  });

  it('refuses a thousand tracks, and tables that end in the middle', () => {
    const tracks = Array.from({ length: 1000 }, () => movie(stts));
    expect(() => refuseFalseCounts(Buffer.concat(tracks))).toThrow(/tracks/);
    expect(() => refuseFalseCounts(movie(stts, ctts).subarray(0, 60))).not.toThrow();
  });
});

describe('fragments', () => {
  const moof = (...runs: Buffer[]) => box('moof', box('traf', ...runs));

  it('passes ten seconds of sound, and refuses a run that takes no bytes for its samples', () => {
    expect(() => refuseFalseFragment(moof(box('trun', 0, 480_000)))).not.toThrow();
    expect(() => refuseFalseFragment(moof(box('trun', 0, huge)))).toThrow(/fragment/);
  });

  it('adds up the runs of a fragment', () => {
    const run = box('trun', 0, 400_000);
    expect(() => refuseFalseFragment(moof(run, run, run))).toThrow(/fragment/);
  });
});
