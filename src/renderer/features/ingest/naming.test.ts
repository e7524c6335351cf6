import { expect, it } from 'vitest';
import { batchName, laneFor, rootsOf } from './naming';

it('names a batch after its folder or only file, else by number and time', () => {
  expect(batchName(['week 30'], 0)).toBe('week 30');
  expect(batchName(['a.igc', 'b.igc'], 0)).toMatch(/^2 files, \d\d:\d\d$/);
  expect(batchName(['x'.repeat(300)], 0)).toHaveLength(200);
});

it('finds the roots of paths', () => {
  expect(rootsOf(['week/a.igc', 'week/deep/b.igc', 'c.igc'])).toEqual(['week', 'c.igc']);
});

it('serves few files first', () => {
  expect([1, 5, 6, 100, 101].map(laneFor)).toEqual([
    'interactive',
    'interactive',
    'normal',
    'normal',
    'batch',
  ]);
});
