/** Scores that are known: official ones of XContest (in the file names), and those that igc-xc-score expects of itself. */
import { describe, expect, it } from 'vitest';
import type { EarthModel, RuleSet } from '#contract/xcscore';
import { npmFixes } from '../../../test/helpers/xcscore-flights';
import { Clock } from './clock';
import { builtInRuleSets } from './rule-sets';
import { solve } from './solve';

function score(name: string, rules: string, earth: EarthModel | 'auto' = 'auto'): number {
  const sets = builtInRuleSets.filter(({ id }) => id === rules) as [RuleSet];
  const { board } = solve(npmFixes(name), { sets, earth, budgetMs: 60_000, clock: new Clock() });
  expect(board.problems.every(({ done }) => done)).toBe(true);
  return board.scores[0] as number;
}

describe('official scores', () => {
  it.each([
    ['flat-xcontest-8.01', 8.01],
    ['freeflight-xcontest-66.46', 66.46],
    ['flat-xcontest-100.59', 100.59],
    ['flat-xcontest-106.82', 106.82],
    ['trifai-xcontest-189.65', 189.65],
    ['trifai-xcontest-307.57', 307.57],
    ['freeflight-xcontest-465.33', 465.33],
  ])('%s within 0.02', (name, official) => {
    expect(Math.abs(score(name, 'XContest') - official)).toBeLessThanOrEqual(0.02);
  });
});

describe('scores that igc-xc-score expects', () => {
  it.each([
    ['d3p', 'FFVL', 60.77],
    ['tri', 'FFVL', 17.52],
    ['flat-ffvl-26.37', 'FFVL', 26.4],
    ['record_de_france', 'FFVL', 422.02],
    ['zigzag', 'FFVL', 90.64],
    ['discontinuity', 'FFVL', 53.01],
    ['hiking-up', 'FFVL', 40.54],
    ['lunch-break', 'FFVL', 73.93],
    ['dup-fixes', 'FFVL', 89.11],
    ['flat-xcontest-8.01', 'XContest-WGS84', 8.02],
    ['flat-xcontest-106.82', 'XContest-WGS84', 107.13],
    ['freeflight-xcontest-66.46', 'XContest-WGS84', 66.5],
    ['trifai-xcontest-307.57', 'FAI-OAR', 149.8],
    ['record_de_france', 'FAI', 422],
    ['trifai-xcontest-189.65', 'FAI-Cylinders', 130.1],
    ['ChuS-2022-08-13', 'XCLeague', 90],
    ['MurphyJ-2022-03-26', 'XCLeague', 24.6],
    ['AshleyS-2022-07-16', 'XCLeague', 130.6],
  ])('%s by %s within 0.01', (name, rules, expected) => {
    expect(Math.abs(score(name, rules) - expected)).toBeLessThanOrEqual(0.01 + 1e-9);
  });

  it('on the ellipsoid itself', () => {
    expect(score('record_de_france', 'FFVL', 'wgs84-geodesic')).toBeCloseTo(421.99, 6);
    expect(score('trifai-xcontest-189.65', 'XContest-WGS84', 'wgs84-geodesic')).toBeCloseTo(189.95, 6);
  });

  it('beats one of them, by the same arithmetic', () => {
    // 30.55 + 40.92 + 37.58 = 109.05, shown as 109.1; less 0.55 for the closing, times 2.3.
    expect(score('SwansonlowD-2022-07-16', 'XCLeague')).toBe(249.7);
  });
});
