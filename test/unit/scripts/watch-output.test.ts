import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { firstUrl, onFirstUrl } from '../../../scripts/lib/watch-output.mjs';

describe('firstUrl', () => {
  it.each([
    ['Open http://127.0.0.1:4870/?token=a-b_c. It works once.', 'http://127.0.0.1:4870/?token=a-b_c'],
    ['(https://host/path)', 'https://host/path'],
    ['starting redis', undefined],
  ])('%s', (text, expected) => {
    expect(firstUrl(text)).toBe(expected);
  });
});

describe('onFirstUrl', () => {
  it('reports one address and passes everything on unchanged', () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    const found: string[] = [];
    onFirstUrl(stream, (url) => found.push(url));
    for (const line of ['starting\n', 'http://a/1\n', 'http://a/2\n']) stream.write(line);
    expect(found).toEqual(['http://a/1']);
    expect(stream.read()).toBe('starting\nhttp://a/1\nhttp://a/2\n');
  });
});
