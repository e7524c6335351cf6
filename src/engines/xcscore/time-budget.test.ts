/** A score whose proof was cut short. Time is counted in looks at the clock, so that it is the same on every machine. */
import { describe, expect, it } from 'vitest';
import type { RuleSet } from '#contract/xcscore';
import { npmFixes } from '../../../test/helpers/xcscore-flights';
import { Clock } from './clock';
import { Scoreboard } from './problems';
import { builtInRuleSets } from './rule-sets';
import { solve } from './solve';

const sets = builtInRuleSets.filter(({ id }) => id === 'FAI-Cylinders') as [RuleSet];
const flight = npmFixes('freeflight-xcontest-66.46');

function scoredIn(looks: number) {
  let now = 0;
  const clock = new Clock(undefined, () => now++);
  const { board } = solve(flight, { sets, earth: 'auto', budgetMs: looks, clock });
  const bounds = board.problems.flatMap(({ uses, upperKm }) =>
    uses.map(({ shape }) => Scoreboard.scoreOf(shape, upperKm)),
  );
  return { score: board.scores[0] as number, bound: Math.max(...bounds) };
}

describe('a score that there was no time to prove', () => {
  it('is good from the start, and its bound comes down with time', () => {
    const [short, longer] = [scoredIn(10), scoredIn(200)];
    expect(short.score).toBeGreaterThan(65);
    expect(short.bound).toBeGreaterThan(longer.bound);
    expect(longer.bound).toBeGreaterThan(longer.score);
    expect(longer.bound).toBeLessThan(1.1 * longer.score);
  });
});
