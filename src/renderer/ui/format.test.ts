import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDuration,
  formatEta,
  formatPercent,
  formatRate,
  formatSigned,
  formatSpan,
  plural,
} from './format';

const plain = (text: string): string => text.replaceAll('\u202f', ' ');

describe('formatDuration', () => {
  it.each([
    [0.42, '0.4 ms'],
    [850, '850 ms'],
    [999.6, '1.0 s'],
    [12_340, '12.3 s'],
    [59_960, '1:00 min'],
    [245_000, '4:05 min'],
    [3_599_600, '1:00 h'],
    [3_720_000, '1:02 h'],
    [100 * 3_600_000, '4 d 4 h'],
  ])('%d ms is %s', (ms, text) => expect(plain(formatDuration(ms))).toBe(text));

  it('shows a dash for nothing', () => expect(formatDuration(null)).toBe('–'));
});

describe('other figures', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1536, '1.5 KiB'],
    [5 * 1024 ** 3, '5.0 GiB'],
    [300 * 1024 ** 2, '300 MiB'],
  ])('%d bytes is %s', (bytes, text) => expect(plain(formatBytes(bytes))).toBe(text));

  it.each([
    [1.24, '+1.2 m/s'],
    [-0.5, '−0.5 m/s'],
    [-0.01, '0.0 m/s'],
  ])('vario %d is %s', (value, text) => expect(plain(formatSigned(value, 1, 'm/s'))).toBe(text));

  it.each([
    [1000, 'a few seconds'],
    [31_000, '35 s'],
    [61_000, '2 min'],
    [2 * 3_600_000, '2 h 0 min'],
  ])('ETA of %d ms is %s', (ms, text) => expect(plain(formatEta(ms))).toBe(text));

  it('writes shares, rates, spans and counts', () => {
    expect(plain(formatPercent(0.256, 1))).toBe('25.6 %');
    expect(plain(formatRate(3.21))).toBe('3.2 /s');
    expect(plain(formatRate(321))).toBe('321 /s');
    expect(plain(formatSpan(45))).toBe('45 s');
    expect(plural(1, 'file')).toBe('1 file');
    expect(plural(12_000, 'file')).toBe('12,000 files');
  });
});
