import { describe, expect, it } from 'vitest';
import { makeFlight } from '../../../test/fixtures/make-flight';
import { igcFileRule, sniffIgc } from './igc-file-rule';

const bytes = (text: string) => new TextEncoder().encode(text);
const flight = makeFlight({ fixes: 50 }).bytes;
const png = Uint8Array.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0,
]);
const concat = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const zipHeader = Uint8Array.from([
  0x50, 0x4b, 3, 4, 10, 0, 0, 0, 0, 0, 0x21, 0x58, 0x1c, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0x61,
  10,
]);

describe('sniffIgc', () => {
  it.each([
    ['a flight', flight, 'yes'],
    ['a fix alone', bytes('B1012304612345N00723456EA0123401280\n'), 'yes'],
    ['lower case after a byte order mark', bytes('\ufeffb1012304612345n00723456ea0123401280\n'), 'yes'],
    ['junk, then a fix', bytes('<pre>\nB1012304612345N00723456EA0123401280\n'), 'yes'],
    ['headers with a date', bytes('AXXXABC\nHFDTEDATE:010124\n'), 'yes'],
    [
      'UTF-16',
      Uint8Array.from([...'B1012304612345N00723456EA0123401280\n'].flatMap((c) => [c.charCodeAt(0), 0])),
      'yes',
    ],
    ['a flight after which the power failed', concat(flight, new Uint8Array(5000)), 'yes'],
    ['other text', bytes('name,value\na,1\n'), 'maybe'],
    ['a PNG', png, 'no'],
    ['a PNG with a flight behind it', concat(png, flight), 'no'],
    ['a flight in an archive without compression', concat(zipHeader, flight), 'no'],
    ['zeros', new Uint8Array(65_536), 'no'],
    ['nothing', new Uint8Array(), 'no'],
  ] as const)('%s: %s', (_, head, answer) => expect(sniffIgc(head)).toBe(answer));

  it.each(['B', ' ', '\n', 'H', '1', 'B1012304612345N'])(
    'comes to an end on nothing but %j: steps in the square of its length would outlast the test',
    (text) => expect(sniffIgc(bytes(text.repeat(65_536 / text.length)))).toBe('maybe'),
  );

  it('names the suffix in lower case', () => expect(igcFileRule.suffixes).toEqual(['.igc']));
});
