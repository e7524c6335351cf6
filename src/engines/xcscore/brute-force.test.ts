import { describe, expect, it } from 'vitest';
import type { RuleSet } from '#contract/xcscore';
import { bruteForceScore } from '../../../test/helpers/brute-force-score';
import type { Fixes } from '../../../test/helpers/brute-force-score';
import { npmFixes, randomFixes, thinned } from '../../../test/helpers/xcscore-flights';
import { Clock } from './clock';
import { builtInRuleSets } from './rule-sets';
import { solve } from './solve';

const flights = ['flat-xcontest-8.01', 'd3p', 'tri'].map((name) => ({
  name,
  fixes: npmFixes(name)[0] as Fixes,
}));

/** Trying everything costs n to the power of the points of a shape. */
function fixesFor({ shapes }: RuleSet, seed: number): number {
  const points = Math.max(...shapes.map(({ legWeights }) => legWeights.length + 1));
  if (points > 5) return 8 + (seed % 3);
  return shapes.some(({ cylinderKm }) => cylinderKm > 0) ? 9 + (seed % 3) : 11 + (seed % 5);
}

function solved(fixes: Fixes, rules: RuleSet): number {
  const { board } = solve([fixes], { sets: [rules], earth: 'auto', budgetMs: 60_000, clock: new Clock() });
  expect(board.problems.every(({ done }) => done)).toBe(true);
  return board.scores[0] as number;
}

describe.each(builtInRuleSets)('$id', (rules) => {
  it.each(flights)('equals brute force on $name, thinned out', (flight) => {
    const fixes = thinned(flight.fixes, fixesFor(rules, flight.name.length));
    expect(solved(fixes, rules)).toBeCloseTo(bruteForceScore(fixes, rules), 6);
  });

  it.each([1, 2, 3, 4, 5, 6])('equals brute force on random flight %i', (seed) => {
    const fixes = randomFixes(fixesFor(rules, seed), seed, { lat: 10 * seed - 12, lon: 179.9 - seed * 40 });
    expect(solved(fixes, rules)).toBeCloseTo(bruteForceScore(fixes, rules), 6);
  });
});
