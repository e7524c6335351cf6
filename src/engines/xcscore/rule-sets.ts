/**
 * The rule sets that come with Flightline. Parameters are public rule facts: XContest, FFVL, FAI Sporting Code 7D, XC
 * League, and for the leagues after them what flyxc and igc-xc-score publish. docs/engines/xcscore.md has them as a table.
 */
import type { RuleSet } from '#contract/xcscore';
import { RuleSet as RuleSetSchema } from '#contract/xcscore';
import type { z } from 'zod';

type Shape = z.input<typeof RuleSetSchema>['shapes'][number];

/** Smallest side of an FAI triangle, as a share of its perimeter. */
const FAI_SIDE = 0.28;
/** OLC-classic: six legs, the last two count less. */
const OLC_WEIGHTS = [1, 1, 1, 1, 0.8, 0.6];

const free = (multiplier: number, more: Partial<Shape> = {}): Shape => ({
  name: 'Free Flight',
  code: 'od',
  kind: 'freeDistance',
  multiplier,
  ...more,
});

const triangle = (multiplier: number, more: Partial<Shape> = {}): Shape => ({
  name: 'Free Triangle',
  code: 'tri',
  kind: 'triangle',
  multiplier,
  ...more,
});

const fai = (multiplier: number, more: Partial<Shape> = {}): Shape => ({
  name: 'FAI Triangle',
  code: 'fai',
  kind: 'triangle',
  multiplier,
  minSide: FAI_SIDE,
  ...more,
});

const outAndReturn = (multiplier: number, more: Partial<Shape> = {}): Shape => ({
  name: 'Out-and-Return',
  code: 'oar',
  kind: 'outAndReturn',
  multiplier,
  ...more,
});

const toMiddle = (multiplier: number, more: Partial<Shape> = {}): Shape => ({
  ...outAndReturn(multiplier),
  kind: 'outAndReturnToMiddle',
  closing: { limitKm: 0.8, freeKm: 0.8 },
  ...more,
});

const within = (limitShare: number): Pick<Shape, 'closing'> => ({ closing: { limitShare } });
const atLeast = (minDistanceKm: number): Pick<Shape, 'minDistanceKm'> => ({ minDistanceKm });
const named = (name: string): Pick<Shape, 'name'> => ({ name });

/** Legs and results in steps of 10 m and 0.01 points. */
const hundredths = { legStepKm: 0.01, distanceStepKm: 0.01, scoreStep: 0.01 } as const;
/** Legs in steps of 10 m, results of 100 m and 0.1 points. */
const tenths = { legStepKm: 0.01, distanceStepKm: 0.1, scoreStep: 0.1 } as const;

const withEach = (steps: Partial<Shape>, shapes: readonly Shape[]): Shape[] =>
  shapes.map((shape) => ({ ...shape, ...steps }));

const faiClosing = { closing: { limitKm: 0.8, freeKm: 0.8 } };
const faiShapes = [
  free(1, named('Free distance around 3 turnpoints')),
  triangle(1.2, faiClosing),
  fai(1.4, faiClosing),
];
const ffvlClosing = { closing: { limitKm: 3, limitShare: 0.05, freeKm: 3 } };
const xcLeagueClosing = { closing: { limitKm: 0.8 } };
const flat = { ...xcLeagueClosing, minSide: 0.15, maxSide: 0.45 };
const ppgClosing = { closing: { limitKm: 0.8 } };

const sphere = (id: string, name: string, shapes: Shape[]) => ({
  id,
  name,
  earth: 'fai-sphere' as const,
  shapes,
});
const ellipsoid = (id: string, name: string, shapes: Shape[]) => ({
  id,
  name,
  earth: 'wgs84' as const,
  shapes,
});

const xcontest = [
  free(1),
  triangle(1.2, within(0.2)),
  fai(1.4, within(0.2)),
  triangle(1.4, { ...within(0.05), ...named('Closed Free Triangle') }),
  fai(1.6, { ...within(0.05), ...named('Closed FAI Triangle') }),
];

const sets: z.input<typeof RuleSetSchema>[] = [
  sphere('XContest', 'XContest', xcontest),
  ellipsoid('XContest-WGS84', 'XContest as igc-xc-score computes it', withEach(hundredths, xcontest)),
  sphere('XContest-PPG', 'XContest PPG', [free(1), triangle(2, ppgClosing), fai(4, ppgClosing)]),
  ellipsoid(
    'FFVL',
    'France (CFD)',
    withEach(hundredths, [
      free(1, named('Distance around 3 turnpoints')),
      triangle(1.2, ffvlClosing),
      fai(1.4, ffvlClosing),
    ]),
  ),
  ellipsoid('FAI', 'FAI distances', withEach(tenths, faiShapes)),
  ellipsoid(
    'FAI-Cylinders',
    'FAI distances with cylinders',
    withEach({ ...tenths, cylinderKm: 0.4 }, faiShapes),
  ),
  ellipsoid('FAI-OAR', 'FAI out-and-return', withEach(tenths, [toMiddle(1)])),
  ellipsoid(
    'FAI-OAR2',
    'FAI out-and-return around 2 turnpoints',
    withEach(tenths, [outAndReturn(1, faiClosing)]),
  ),
  ellipsoid(
    'XCLeague',
    'XC League',
    withEach(tenths, [
      outAndReturn(2, { ...xcLeagueClosing, ...atLeast(35), ...named('Out-and-Return from 35 km') }),
      outAndReturn(1.5, { ...xcLeagueClosing, ...atLeast(15), ...named('Out-and-Return from 15 km') }),
      outAndReturn(1.2, { ...xcLeagueClosing, ...atLeast(5), ...named('Out-and-Return from 5 km') }),
      free(1, { ...atLeast(5), ...named('Turnpoint Flight') }),
      triangle(2, { ...flat, ...atLeast(35), ...named('Flat Triangle from 35 km') }),
      triangle(1.5, { ...flat, ...atLeast(15), ...named('Flat Triangle from 15 km') }),
      triangle(1.2, { ...flat, ...atLeast(5), ...named('Flat Triangle from 5 km') }),
      fai(2.3, { ...xcLeagueClosing, ...atLeast(25), ...named('FAI Triangle from 25 km') }),
      fai(2, { ...xcLeagueClosing, ...atLeast(15), ...named('FAI Triangle from 15 km') }),
      fai(1.5, { ...xcLeagueClosing, ...atLeast(5), ...named('FAI Triangle from 5 km') }),
    ]),
  ),
  sphere('Leonardo', 'Leonardo', [free(1.5), triangle(1.75, within(0.2)), fai(2, within(0.2))]),
  sphere('Norway', 'Norway (Distanseligaen)', [
    free(1),
    triangle(1.7, { ...within(0.05), ...named('Closed Free Triangle') }),
    triangle(1.5, within(0.2)),
    fai(2.4, { ...within(0.05), ...named('Closed FAI Triangle') }),
    fai(2.2, within(0.2)),
  ]),
  ellipsoid('UK-Club', 'UK XC League, club', [
    ...withEach(hundredths, [free(1, atLeast(5))]),
    ...withEach(tenths, [toMiddle(1.2, atLeast(5)), toMiddle(1.3, atLeast(15)), toMiddle(1.7, atLeast(35))]),
    ...withEach(hundredths, [
      triangle(1.2, { ...within(0.2), ...atLeast(5) }),
      triangle(1.3, { ...within(0.2), ...atLeast(15) }),
      triangle(1.7, { ...within(0.2), ...atLeast(35) }),
      fai(1.5, { ...within(0.2), ...atLeast(5) }),
      fai(1.7, { ...within(0.2), ...atLeast(15) }),
      fai(2, { ...within(0.2), ...atLeast(35) }),
    ]),
  ]),
  ellipsoid('UK-National', 'UK XC League, national', [
    ...withEach(hundredths, [free(1, atLeast(10))]),
    ...withEach(tenths, [toMiddle(1.3, atLeast(15)), toMiddle(1.7, atLeast(35))]),
    ...withEach(hundredths, [
      triangle(1.3, { ...within(0.2), ...atLeast(15) }),
      triangle(1.7, { ...within(0.2), ...atLeast(35) }),
      fai(1.7, { ...within(0.2), ...atLeast(15) }),
      fai(2, { ...within(0.2), ...atLeast(25) }),
    ]),
  ]),
  ellipsoid('UK-International', 'UK XC League, international', [
    ...withEach(hundredths, [free(1, atLeast(10))]),
    ...withEach(tenths, [toMiddle(1.2, atLeast(35))]),
    ...withEach(hundredths, [
      triangle(1.2, { ...within(0.2), ...atLeast(35) }),
      fai(1.5, { ...within(0.2), ...atLeast(25) }),
    ]),
  ]),
  sphere('Czech-Local', 'Czech Republic, local', [
    free(1),
    triangle(1.8, within(0.05)),
    fai(2.2, within(0.05)),
  ]),
  sphere('Czech-Europe', 'Czech Republic, Europe', [
    free(1),
    triangle(1.2, within(0.05)),
    fai(1.4, within(0.05)),
  ]),
  sphere('Czech-World', 'Czech Republic, outside Europe', [
    free(0.8),
    triangle(1.2, within(0.05)),
    fai(1.4, within(0.05)),
  ]),
  sphere('WXC', 'World XC Online Contest', [free(1), triangle(1.75, within(0.2)), fai(2, within(0.2))]),
  sphere('OLC-Classic', 'OLC classic', [
    free(1, { legWeights: OLC_WEIGHTS, maxFinishBelowStartM: 1000, ...named('Up to 5 turnpoints') }),
  ]),
];

export const builtInRuleSets: readonly RuleSet[] = sets.map((set) => RuleSetSchema.parse(set));
