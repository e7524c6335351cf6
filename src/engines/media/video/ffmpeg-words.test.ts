import { describe, expect, it } from 'vitest';
import { whyNoFrame } from './ffmpeg-words';

const statistics = '[cache @ 0x561e12998280] Statistics, cache hits:0 cache misses:1';

describe('why ffmpeg decoded no frame', () => {
  it('says that there is no video, whatever else is written', () => {
    expect(
      whyNoFrame(
        `Stream map '0:v:0' matches no streams.\nTo ignore this, add a trailing '?'\n${statistics}\n`,
      ),
    ).toBe('ffmpeg found no video in it.');
  });

  it('says that a recording was cut off', () => {
    expect(whyNoFrame(`[mov,mp4 @ 0x560d0d73aa80] moov atom not found\n${statistics}\n`)).toMatch(/cut off/);
  });

  it('gives the last line that tells something, without addresses', () => {
    const log = `[avi @ 0x55aa] Something\ncache:pipe:0: Invalid data found when processing input\n${statistics}\n`;
    expect(whyNoFrame(log)).toBe('ffmpeg decoded no frame of it (Invalid data found when processing input).');
  });

  it('says it shortly where nothing was written', () => {
    expect(whyNoFrame(`${statistics}\n`)).toBe('ffmpeg decoded no frame of it.');
  });
});
