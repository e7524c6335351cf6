import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseIgc } from './parse-igc';
import { verifySecurity } from './security-record';

const check = (bytes: Uint8Array) => verifySecurity(bytes, parseIgc(bytes));
const read = (path: string) => new Uint8Array(readFileSync(path));
const ofText = (text: string) => check(new TextEncoder().encode(text));
const signed = 'node_modules/igc-xc-score/test/discontinuity.igc'; // of Top Hat, a descendant of XCSoar
const corpus = '../shared/data/igc';

describe('security record', () => {
  const text = readFileSync(signed, 'latin1');

  it('of XCSoar is verified', () => expect(check(read(signed))).toBe('valid'));

  it('bears other line ends and what others added', () => {
    expect(ofText(text.replaceAll('\n', '\r\n'))).toBe('valid');
    expect(ofText(text.replace('\nG', '\nLOOOchecked by somebody\nG'))).toBe('valid');
    expect(ofText(text.replace('\nB', '\nHOSITSite:somewhere\nB'))).toBe('valid');
  });

  it.each([
    ['a fix', (whole: string) => whole.replace(/^(B\d{5})\d/m, '$10')],
    ['a header', (whole: string) => whole.replace(/^(HFDTE.*)/m, '$10')],
    ['the signature', (whole: string) => whole.replace(/^G[0-9a-f]/m, 'G?')],
    ['a signature that is cut off', (whole: string) => whole.slice(0, whole.lastIndexOf('\nG'))],
  ])('shows a change of %s', (_, change) => {
    expect(change(text)).not.toBe(text);
    expect(ofText(change(text))).toBe('invalid');
  });

  it('is none without a G record', () => expect(ofText(text.replace(/^G.*\n/gm, ''))).toBe('none'));

  it.each([
    ['another maker', 'AXCT123\nHFFTYFRTYPE:XCTrack\nG0123\n'],
    ['a version with other keys', 'AXCS310\nHFFTYFR TYPE:XCSOAR XCSOAR Altair 5.1.9\nG0123\n'],
  ])('of %s is only present', (_, whole) => expect(ofText(whole)).toBe('present'));
});

const pair = `${corpus}/FAI-CIVL_Airscore/test_G_record`;
if (!existsSync(corpus)) console.warn(`Skipped: the shared corpus is not at ${corpus}.`);

describe.skipIf(!existsSync(corpus))('security records of the shared corpus', () => {
  it.each([
    [`${pair}_PASS.igc`, 'valid'],
    [`${pair}_FAIL.igc`, 'invalid'],
    [`${corpus}/XCSoar/grecord64a.igc`, 'valid'],
    [`${corpus}/XCSoar/grecord64b.igc`, 'valid'],
    [`${corpus}/XCSoar/grecord65a.igc`, 'valid'],
    [`${corpus}/XCSoar/grecord65b.igc`, 'valid'],
    [`${corpus}/XCSoar/9crx3101.igc`, 'present'],
    [`${corpus}/XCSoar/0asljd01.igc`, 'present'],
  ])('%s is %s', (path, state) => expect(check(read(path))).toBe(state));
});
