import { describe, expect, it } from 'vitest';
import { randomFixes } from '../../../test/helpers/xcscore-flights';
import { Closings } from './closings';
import { Ground } from './ground';
import { makeTree } from './range-tree';

describe('nearest', () => {
  it.each([1, 2, 3])('finds the nearest pair around any two fixes, flight %i', (seed) => {
    const ground = new Ground(randomFixes(90, seed), 'wgs84', 0.01);
    const closings = new Closings(ground, makeTree(ground));
    for (let last = 0; last < ground.n - 1; last += 7) {
      for (let first = ground.n - 1; first > last; first -= 5) {
        let best = Infinity;
        for (let i = 0; i <= last; i++) {
          for (let k = first; k < ground.n; k++) best = Math.min(best, ground.legKm(i, k));
        }
        const found = closings.nearest(last, first);
        expect(found.km).toBe(best);
        expect(found.from <= last && found.to >= first).toBe(true);
        expect(ground.legKm(found.from, found.to)).toBe(best);
      }
    }
  });
});
