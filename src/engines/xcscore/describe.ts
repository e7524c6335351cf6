/** From what was found to what is told: points with times, legs, speeds, the best of each shape. */
import type { RuleScore, RuleSet, ScorePoint, ShapeRule, ShapeScore, XcscoreOutput } from '#contract/xcscore';
import type { Track } from '../igc/track';
import { closingLimitKm } from './circuit';
import type { Problem, Solution } from './problems';
import { Scoreboard, isPath } from './problems';
import { roundTo, shown } from './rounding';
import type { ScoredStretch } from './scored-flights';
import type { Solved } from './solve';
import { scoreWarnings } from './warnings';

const isoTime = (epochS: number): string => new Date(Math.round(epochS * 1000)).toISOString();

interface Told {
  track: Track;
  stretches: readonly ScoredStretch[];
  solved: Solved;
}

export function describeScores(
  track: Track,
  stretches: readonly ScoredStretch[],
  solved: Solved,
): XcscoreOutput {
  const told = { track, stretches, solved };
  const scores = solved.board.sets.map((rules, set) => ruleScore(told, rules, set));
  const first = stretches[0]?.span.from ?? 0;
  return {
    date: track.dateKnown ? isoTime(track.timeS[first] as number).slice(0, 10) : null,
    gliderType: track.headers.gliderType,
    flights: stretches.map(({ span, fixes }) => ({
      takeoff: pointAt(track, span.from),
      landing: pointAt(track, span.to),
      airtimeS: secondsBetween(track, span.from, span.to),
      fixes: fixes.n,
    })),
    scores,
    warnings: scoreWarnings(told, scores, solved.board.sets),
  };
}

interface Found {
  problem: Problem;
  shape: ShapeRule;
  score: ShapeScore;
}

function ruleScore(told: Told, rules: RuleSet, set: number): RuleScore {
  const { board } = told.solved;
  const problems = board.problems.filter(({ uses }) => uses.some((use) => use.set === set));
  const found = rules.shapes.flatMap((shape): Found[] => {
    const problem = problems.find(({ uses }) => uses.some((use) => use.set === set && use.shape === shape));
    const score = problem && shapeScore(board, problem, shape);
    return problem && score ? [{ problem, shape, score }] : [];
  });
  const best = found.reduce<Found | null>(
    (most, one) => (!most || one.score.score > most.score.score ? one : most),
    null,
  );
  const total = board.scores[set] as number;
  const common = {
    rule: rules.id,
    name: rules.name,
    earth: problems[0]?.earth ?? rules.earth,
    score: total,
    ...bounds(board, set, problems),
    type: best?.score ?? null,
    byType: found.map(({ score }) => score),
  };
  return best?.problem.best
    ? { ...common, ...solutionFigures(told, best.problem.best, best) }
    : { ...common, ...nothing(told) };
}

function shapeScore(board: Scoreboard, problem: Problem, shape: ShapeRule): ShapeScore | null {
  const { best, done, uses } = problem;
  const score = best ? Scoreboard.scoreOf(shape, best.netKm) : 0;
  if (!best || score <= 0) return null;
  // It was searched down to what would raise a score: that is its own best where it made one.
  const decides = uses.some((use) => Scoreboard.scoreOf(use.shape, best.netKm) === board.scores[use.set]);
  const { name, code, kind, multiplier } = shape;
  return {
    name,
    code,
    kind,
    multiplier,
    score,
    distanceKm: shown(distanceOf(shape, best), 3),
    optimal: done && decides,
  };
}

function distanceOf(shape: ShapeRule, { circuit, netKm }: Solution): number {
  return circuit ? circuit.distanceKm : roundTo(netKm, shape.distanceStepKm);
}

function bounds(
  board: Scoreboard,
  set: number,
  problems: readonly Problem[],
): { optimal: boolean; upperBound: number } {
  const open = problems.filter(({ done }) => !done);
  let upperBound = board.scores[set] as number;
  for (const { uses, upperKm } of open) {
    for (const use of uses) {
      if (use.set === set) upperBound = Math.max(upperBound, Scoreboard.scoreOf(use.shape, upperKm));
    }
  }
  return { optimal: upperBound === board.scores[set], upperBound: shown(upperBound, 3) };
}

function solutionFigures(told: Told, solution: Solution, { problem, shape }: Found) {
  const { track, stretches, solved } = told;
  const { index, span } = stretches[solution.flight] as ScoredStretch;
  const at = (i: number) => index[i] as number;
  const { path, circuit } = solution;
  const ground = solved.groundOf(problem, solution.flight);
  const points = path
    ? path.points
    : [circuit?.closing.from ?? 0, ...(circuit?.turnpoints ?? []), circuit?.closing.to ?? 0];
  const [start, finish] = [at(points[0] as number), at(points[points.length - 1] as number)];
  const turnpoints = points.slice(1, -1).map((i) => pointAt(track, at(i)));
  if (circuit && shape.kind === 'outAndReturnToMiddle')
    turnpoints.push(middle(pointAt(track, start), pointAt(track, finish)));
  const distanceKm = distanceOf(shape, solution);
  const routeS = secondsBetween(track, start, finish);
  const airtimeS = secondsBetween(track, span.from, span.to);
  const limitKm = circuit ? closingLimitKm(shape, circuit.distanceKm, ground.legStepKm) : null;
  return {
    flight: solution.flight,
    distanceKm: shown(distanceKm, 3),
    multiplier: shape.multiplier,
    penaltyKm: shown(circuit?.penaltyKm ?? 0, 3),
    turnpoints,
    start: pointAt(track, start),
    finish: pointAt(track, finish),
    closingKm: circuit ? shown(circuit.closing.km, 3) : null,
    closingLimitKm: limitKm === null ? null : shown(limitKm, 3),
    legs: solved.legsOf(problem, solution).map((km, leg) => ({
      distanceKm: shown(km, 3),
      weight: isPath(shape) ? (shape.legWeights[leg] ?? 1) : 1,
    })),
    routeS,
    routeSpeedKmh: speed(distanceKm, routeS),
    airtimeS,
    airtimeSpeedKmh: speed(distanceKm, airtimeS),
  };
}

/** Of a flight that reaches no shape of a rule set. */
function nothing({ track, stretches }: Told) {
  const span = stretches[0]?.span ?? { from: 0, to: 0 };
  const airtimeS = secondsBetween(track, span.from, span.to);
  return {
    flight: 0,
    distanceKm: 0,
    multiplier: 0,
    penaltyKm: 0,
    turnpoints: [],
    start: null,
    finish: null,
    closingKm: null,
    closingLimitKm: null,
    legs: [],
    routeS: 0,
    routeSpeedKmh: null,
    airtimeS,
    airtimeSpeedKmh: speed(0, airtimeS),
  };
}

function secondsBetween({ timeS }: Track, from: number, to: number): number {
  return shown((timeS[to] as number) - (timeS[from] as number), 1);
}

const speed = (km: number, s: number): number | null => (s > 0 ? shown((km / s) * 3600, 2) : null);

function pointAt(track: Track, i: number): ScorePoint {
  return {
    index: i,
    time: isoTime(track.timeS[i] as number),
    lat: shown(track.lat[i] as number, 7),
    lon: shown(track.lon[i] as number, 7),
    altitudeM: track.altitudeSource === 'none' ? null : shown(track.altitudeM[i] as number, 1),
  };
}

function middle(a: ScorePoint, b: ScorePoint): ScorePoint {
  return {
    index: null,
    time: null,
    lat: shown((a.lat + b.lat) / 2, 7),
    lon: shown((a.lon + b.lon) / 2, 7),
    altitudeM: null,
  };
}
