import { describe, expect, it } from 'vitest';
import { requestOf, searchOf } from './library-routes';

describe('a search in an address', () => {
  it('carries every filter that a body carries', () => {
    const address = {
      q: 'sea',
      kind: 'image',
      from: '2024-01-01',
      to: '2024-01-01',
      camera: 'X',
      box: '170,-5,-170,5',
      cluster: '11111111-1111-8111-8111-111111111111',
      hidden: 'true',
    };
    const { q: text, box: _box, cluster: clusterId, ...plain } = address;
    const box = { west: 170, south: -5, east: -170, north: 5 };
    expect(searchOf(address)).toEqual(
      requestOf({ text, filter: { ...plain, box, clusterId, hidden: true } }),
    );
    expect(searchOf({ q: 'sea', hidden: 'false' }).filter.hidden).toBe(false);
  });
});
