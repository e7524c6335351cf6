import { describe, expect, it } from 'vitest';
import { toJsonb, toText } from './jsonb';

describe('toJsonb', () => {
  it.each([
    [{ a: 'x\u0000y' }, '{"a":"x\ufffdy"}'],
    [['\ud800', '\udc00a', '😀'], '["\ufffd","\ufffda","😀"]'],
    [{ 'k\u0000': 1 }, '{"k\ufffd":1}'],
    ['\\u0000 written out', '"\\\\u0000 written out"'],
    [{ at: new Date(0), none: undefined, bad: '\u0000' }, '{"at":"1970-01-01T00:00:00.000Z","bad":"\ufffd"}'],
    [undefined, 'null'],
  ])('of %j is %j', (value, json) => {
    expect(toJsonb(value)).toBe(json);
  });
});

it('toText leaves whole pairs alone', () => {
  expect(toText('a\u0000\ud83d\ude00\ud83d')).toBe('a\ufffd\ud83d\ude00\ufffd');
});
