import { describe, expect, it } from 'vitest';
import { containedPath, contentTypeOf } from './renderer-file';

const root = '/app/renderer';

describe('containedPath', () => {
  it.each([
    ['/index.html', '/app/renderer/index.html'],
    ['/assets/a%20b.js', '/app/renderer/assets/a b.js'],
    ['/assets/../index.html', '/app/renderer/index.html'],
    ['/..hidden', '/app/renderer/..hidden'],
  ])('finds %s', (pathname, path) => {
    expect(containedPath(root, pathname)).toBe(path);
  });

  it.each([
    '/',
    '/../secret',
    '/%2e%2e/secret',
    '/..%2fsecret',
    '/assets/../../renderer-old/x',
    '/..\\secret',
    '/..%5csecret',
    '/a%00.js',
    '/%',
    '/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  ])('keeps out %s', (pathname) => {
    expect(containedPath(root, pathname)).toBeNull();
  });
});

it.each([
  ['a.js', 'text/javascript; charset=utf-8'],
  ['a.SVG', 'image/svg+xml'],
  ['a.unknown', 'application/octet-stream'],
])('labels %s', (path, type) => {
  expect(contentTypeOf(path)).toBe(type);
});
