/** What the engine xcscore takes and gives: rule sets as data, options, result. Distances are km, times UTC ISO 8601. */
import { z } from 'zod';

/**
 * How the length of a leg is computed. `fai-sphere`: great circle, R = 6371.0 km. `wgs84`: the formula of 47 CFR 73.208
 * on the ellipsoid (within metres up to 475 km). `wgs84-geodesic`: the ellipsoid, Lambert's formula.
 */
export const EarthModel = z.enum(['fai-sphere', 'wgs84', 'wgs84-geodesic']);
export type EarthModel = z.output<typeof EarthModel>;

/**
 * `freeDistance`: start, turnpoints, finish. `triangle`: three turnpoints and a closing. `outAndReturn`: two turnpoints
 * and a closing. `outAndReturnToMiddle`: one turnpoint, and the middle between the two closing points as the other.
 */
export const ShapeKind = z.enum(['freeDistance', 'triangle', 'outAndReturn', 'outAndReturnToMiddle']);
export type ShapeKind = z.output<typeof ShapeKind>;

/** Short codes of shapes, as lists and maps use them. */
export const ShapeCode = z.enum(['od', 'tri', 'fai', 'oar']);
export type ShapeCode = z.output<typeof ShapeCode>;

const share = z.number().min(0).max(1);
/** What figures are rounded to; 0 leaves them as they are. */
export const StepSize = z.literal([0, 0.001, 0.01, 0.1, 1]);
export type StepSize = z.output<typeof StepSize>;

/** How near its beginning a closed shape must end: within the larger of `limitKm` and `limitShare` of its distance. */
export const ClosingRule = z.strictObject({
  limitKm: z.number().min(0).max(1000).default(0),
  limitShare: share.default(0),
  /** A closing up to this length costs nothing; a longer one is taken off the distance whole. */
  freeKm: z.number().min(0).max(1000).default(0),
});
export type ClosingRule = z.output<typeof ClosingRule>;

export const ShapeRule = z
  .strictObject({
    name: z.string().min(1).max(80),
    code: ShapeCode,
    kind: ShapeKind,
    multiplier: z.number().positive().max(100),
    /** Shorter ones do not count. */
    minDistanceKm: z.number().min(0).max(10_000).default(0),
    /** Weight of each leg of a free distance, from start to finish: as many as there are legs. */
    legWeights: z.array(z.number().positive().max(10)).min(1).max(6).default([1, 1, 1, 1]),
    /** How far below the start a free distance may end (metres); null leaves it free. */
    maxFinishBelowStartM: z.number().min(0).max(20_000).nullable().default(null),
    /** Each side of a triangle as a share of its perimeter. */
    minSide: share.max(1 / 3).default(0),
    maxSide: share.min(1 / 3).default(1),
    /** Of the closed shapes. */
    closing: ClosingRule.default({ limitKm: 0, limitShare: 0, freeKm: 0 }),
    /** Radius of cylinders around turnpoints, of which legs end at the near side (FAI Sporting Code 7D). */
    cylinderKm: z.number().min(0).max(10).default(0),
    legStepKm: StepSize.default(0),
    distanceStepKm: StepSize.default(0),
    scoreStep: StepSize.default(0.01),
  })
  .refine(
    ({ cylinderKm, kind, legWeights, maxFinishBelowStartM }) =>
      cylinderKm === 0 ||
      kind === 'triangle' ||
      (kind === 'freeDistance' &&
        maxFinishBelowStartM === null &&
        legWeights.every((weight) => weight === 1)),
    'Cylinders are for triangles, and for free distances whose legs count alike and end at any altitude.',
  );
export type ShapeRule = z.output<typeof ShapeRule>;

export const RuleSetId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, 'Letters, digits and "-", up to 40.');

/** A league: the best of its shapes is the score. */
export const RuleSet = z.strictObject({
  id: RuleSetId,
  name: z.string().min(1).max(80),
  earth: EarthModel,
  shapes: z.array(ShapeRule).min(1).max(20),
});
export type RuleSet = z.output<typeof RuleSet>;

/** Leagues of the operator's own, as the engine keeps them. */
export const OwnLeagues = z.strictObject({ leagues: z.array(RuleSet).max(50) });
export type OwnLeagues = z.output<typeof OwnLeagues>;

/** By which rule sets a flight is scored when nobody names others. */
export const ScoredBy = z.strictObject({ rules: z.array(RuleSetId).min(1).max(60) });
export type ScoredBy = z.output<typeof ScoredBy>;

export const LeagueId = z.strictObject({ id: RuleSetId });
export type LeagueId = z.output<typeof LeagueId>;

/** What the query `ruleSets` answers. */
export const RuleSetList = z.object({
  ruleSets: z.array(RuleSet.extend({ builtIn: z.boolean() })),
  scoredBy: z.array(RuleSetId),
});
export type RuleSetList = z.output<typeof RuleSetList>;

export const XcscoreOptions = z
  .strictObject({
    rules: z
      .union([z.literal('all'), z.array(RuleSetId).min(1).max(60)])
      .nullable()
      .default(null)
      .describe(
        'Names of the rule sets to score by, or "all", which takes many times as long; without them those chosen in the settings.',
      ),
    earth: z
      .enum(['auto', ...EarthModel.options])
      .default('auto')
      .describe('Earth model for every rule set; "auto" takes the one that the rule set names.'),
    budgetMs: z
      .number()
      .int()
      .min(10)
      .max(60_000)
      .default(2_000)
      .describe('Time for each rule set; when it runs out the result has an upper bound instead of a proof.'),
    stateRevision: z.string().default('').describe('Revision of the own leagues; set by the instance.'),
  })
  .describe('By which rules a flight is scored.');
export type XcscoreOptions = z.output<typeof XcscoreOptions>;

export const ScorePoint = z.object({
  /** Fix of the cleaned track, as in the view `track` of xcmetrics; null for a point between fixes. */
  index: z.number().int().nullable(),
  time: z.string().nullable(),
  lat: z.number(),
  lon: z.number(),
  altitudeM: z.number().nullable(),
});
export type ScorePoint = z.output<typeof ScorePoint>;

export const ScoreLeg = z.object({
  /** As the rules count it: rounded, and shortened by cylinders where the rule set does so. */
  distanceKm: z.number(),
  weight: z.number(),
});
export type ScoreLeg = z.output<typeof ScoreLeg>;

/** The best of one shape. */
export const ShapeScore = z.object({
  name: z.string(),
  code: ShapeCode,
  kind: ShapeKind,
  multiplier: z.number(),
  score: z.number(),
  distanceKm: z.number(),
  /** False when a better one of this shape may exist; it would not change the score of the rule set. */
  optimal: z.boolean(),
});
export type ShapeScore = z.output<typeof ShapeScore>;

export const RuleScore = z.object({
  rule: RuleSetId,
  name: z.string(),
  earth: EarthModel,
  score: z.number(),
  /** Proven best. Otherwise `upperBound` is what it cannot exceed. */
  optimal: z.boolean(),
  upperBound: z.number(),
  /** Shape that gave the score; null when the flight reaches none (score 0). */
  type: ShapeScore.nullable(),
  /** Which of `flights`. */
  flight: z.number().int(),
  distanceKm: z.number(),
  multiplier: z.number(),
  /** Taken off the distance for the closing. */
  penaltyKm: z.number(),
  turnpoints: z.array(ScorePoint),
  /** Start and finish of a free distance; the two closing points of a closed shape. */
  start: ScorePoint.nullable(),
  finish: ScorePoint.nullable(),
  /** Between start and finish of a closed shape; null for a free distance. */
  closingKm: z.number().nullable(),
  /** The longest closing that the rules allow for this distance. */
  closingLimitKm: z.number().nullable(),
  legs: z.array(ScoreLeg),
  /** From start to finish. */
  routeS: z.number(),
  /** Null when the time is 0. */
  routeSpeedKmh: z.number().nullable(),
  airtimeS: z.number(),
  airtimeSpeedKmh: z.number().nullable(),
  byType: z.array(ShapeScore),
});
export type RuleScore = z.output<typeof RuleScore>;

export const ScoredFlight = z.object({
  takeoff: ScorePoint,
  landing: ScorePoint,
  airtimeS: z.number(),
  /** Fixes that may be scored: V fixes are left out. */
  fixes: z.number().int(),
});
export type ScoredFlight = z.output<typeof ScoredFlight>;

export const ScoreWarning = z.object({ code: z.string(), message: z.string() });
export type ScoreWarning = z.output<typeof ScoreWarning>;

export const XcscoreOutput = z.object({
  /** UTC day of take-off, `yyyy-mm-dd`; null when the file gives none. */
  date: z.string().nullable(),
  gliderType: z.string().nullable(),
  flights: z.array(ScoredFlight).min(1),
  /** In the order of the rule sets asked for; each is of its best flight. */
  scores: z.array(RuleScore).min(1),
  warnings: z.array(ScoreWarning),
});
export type XcscoreOutput = z.output<typeof XcscoreOutput>;
