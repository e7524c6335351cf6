/** Scores flights by many rule sets at once: seeds for every problem first, then each to its proof or the end of its time. */
import type { EarthModel, RuleSet, ShapeRule } from '#contract/xcscore';
import type { AltitudeLimit } from './altitude-limit';
import { longestLimitedPath, seedLimitedPath } from './altitude-limit';
import type { Goal } from './best-first';
import { bestFirst } from './best-first';
import type { Circuit, CircuitShape, Terrain } from './circuit';
import { CoarseChoice, seedCircuit } from './circuit-seed';
import type { Clock } from './clock';
import { Closings } from './closings';
import { CylinderPathShape, climbedPath } from './cylinder-path';
import { cylinderPath, cylinderTriangle } from './cylinders';
import type { FixBlocks } from './fix-blocks';
import { makeBlocks } from './fix-blocks';
import type { Path } from './free-distance';
import { longestPath } from './free-distance';
import { Ground } from './ground';
import { OutAndReturnShape, OutAndReturnToMiddleShape } from './out-and-return';
import { seedPath } from './path-seed';
import type { Problem, Solution } from './problems';
import { Scoreboard, isPath } from './problems';
import { makeTree } from './range-tree';
import { TriangleShape } from './triangle';

/** The fixes of one flight that may be scored, in order of time. */
export interface FlightFixes {
  n: number;
  lat: Float64Array;
  lon: Float64Array;
  /** Null when the file has none. */
  altitudeM: Float64Array | null;
}

interface Field extends Terrain {
  fixes: FlightFixes;
  flight: number;
  blocks: FixBlocks;
  coarse: CoarseChoice;
}

export interface SolveInput {
  sets: readonly RuleSet[];
  earth: EarthModel | 'auto';
  /** For each rule set. */
  budgetMs: number;
  clock: Clock;
  /** Told the share of the work that is done, 0..1. */
  onShare?: (share: number) => void;
}

export interface Solved {
  board: Scoreboard;
  groundOf(problem: Problem, flight: number): Ground;
  /** Legs as the rules count them, in the order they were flown. */
  legsOf(problem: Problem, solution: Solution): number[];
}

export function solve(
  flights: readonly FlightFixes[],
  { sets, earth, budgetMs, clock, onShare }: SolveInput,
): Solved {
  const board = new Scoreboard(sets, earth);
  const fields = new Map<string, Field>();
  const fieldOf = (problem: Problem, flight: number): Field => {
    const key = `${flight} ${problem.earth} ${problem.shape.legStepKm}`;
    const known = fields.get(key);
    if (known) return known;
    const fixes = flights[flight] as FlightFixes;
    const ground = new Ground(fixes, problem.earth, problem.shape.legStepKm);
    const tree = makeTree(ground);
    const terrain = { ground, tree, closings: new Closings(ground, tree) };
    const field = {
      ...terrain,
      fixes,
      flight,
      blocks: makeBlocks(ground),
      coarse: new CoarseChoice(terrain),
    };
    fields.set(key, field);
    return field;
  };
  const endMs = clock.nowMs() + budgetMs * sets.length;
  const tasks = board.problems.flatMap((problem) => flights.map((_, flight) => ({ problem, flight })));
  clock.allow(Infinity);
  for (const { problem, flight } of tasks) {
    clock.expired();
    seed(board, problem, fieldOf(problem, flight));
  }
  tasks.sort((a, b) => board.promise(b.problem) - board.promise(a.problem));
  tasks.forEach(({ problem, flight }, k) => {
    // Half of what is left, so that one that does not end leaves the others time.
    const leftMs = Math.max(0, endMs - clock.nowMs()) / (k < tasks.length - 1 ? 2 : 1);
    const wanted = new Set(problem.uses.map(({ set }) => set)).size;
    clock.allow(Math.min(leftMs, budgetMs * wanted));
    search(board, problem, { field: fieldOf(problem, flight), clock });
    onShare?.((k + 1) / tasks.length);
  });
  return {
    board,
    groundOf: (problem, flight) => fieldOf(problem, flight).ground,
    legsOf: (problem, solution) => legsOf(fieldOf(problem, solution.flight).ground, problem.shape, solution),
  };
}

function legsOf(ground: Ground, shape: ShapeRule, { path, circuit }: Solution): number[] {
  const { cylinderKm } = shape;
  if (path && cylinderKm > 0) return cylinderPath(ground, path.points, cylinderKm);
  if (path) return path.points.slice(1).map((to, leg) => ground.legKm(path.points[leg] as number, to));
  if (!circuit) return [];
  if (shape.kind === 'outAndReturnToMiddle') return [circuit.distanceKm / 2, circuit.distanceKm / 2];
  const { turnpoints } = circuit;
  if (cylinderKm > 0) return cylinderTriangle(ground, turnpoints, cylinderKm);
  return turnpoints.map((from, k) => ground.legKm(from, turnpoints[(k + 1) % turnpoints.length] as number));
}

function limitOf(shape: ShapeRule, { altitudeM }: FlightFixes): AltitudeLimit | null {
  if (shape.maxFinishBelowStartM === null || !altitudeM) return null;
  return { altitudeM, maxBelowM: shape.maxFinishBelowStartM };
}

function seed(board: Scoreboard, problem: Problem, field: Field): void {
  const { shape } = problem;
  if (isPath(shape)) {
    const limit = limitOf(shape, field.fixes);
    const weights = shape.legWeights;
    const plain = limit ? seedLimitedPath(field.ground, weights, limit) : seedPath(field.ground, { weights });
    const path =
      plain && shape.cylinderKm > 0
        ? climbedPath(cylinderShape(field, shape), plain.points, field.ground.n - 1)
        : plain;
    if (path) offerPath(board, problem, { flight: field.flight, path });
  } else {
    const circuit = seedCircuit(field.coarse, shape, shapeOf(field, shape));
    if (circuit) offerCircuit(board, problem, { flight: field.flight, circuit });
  }
}

function search(board: Scoreboard, problem: Problem, { field, clock }: { field: Field; clock: Clock }): void {
  const { flight } = field;
  const needKm = () => board.needKm(problem);
  const upperKm = isPath(problem.shape)
    ? searchPath(field, problem.shape, {
        goal: { needKm, offer: (path) => offerPath(board, problem, { flight, path }) },
        clock,
      })
    : bestFirst(shapeOf(field, problem.shape), field.tree, {
        goal: { needKm, offer: (circuit) => offerCircuit(board, problem, { flight, circuit }) },
        clock,
      });
  if (upperKm >= needKm()) problem.done = false;
  problem.upperKm = Math.max(problem.upperKm, upperKm);
}

/** @returns a bound that no path exceeds unless it was offered */
function searchPath(
  field: Field,
  shape: ShapeRule,
  { goal, clock }: { goal: Goal<Path>; clock: Clock },
): number {
  const { ground, blocks, fixes } = field;
  const weights = shape.legWeights;
  const limit = limitOf(shape, fixes);
  if (limit) return longestLimitedPath(ground, blocks, { weights, limit, goal, clock });
  const { path, upperKm } = longestPath(ground, blocks, { plan: { weights }, needKm: goal.needKm(), clock });
  if (shape.cylinderKm === 0) {
    if (path) goal.offer(path);
    return path ? -Infinity : upperKm;
  }
  // Cylinders only shorten a path: the longest one without them is a bound, and a place to start from.
  const cylinders = cylinderShape(field, shape);
  if (path) goal.offer(climbedPath(cylinders, path.points, ground.n - 1));
  return Math.min(upperKm, bestFirst(cylinders, field.tree, { goal, clock }));
}

function offerPath(
  board: Scoreboard,
  problem: Problem,
  { flight, path }: { flight: number; path: Path },
): void {
  board.offer(problem, { flight, path, netKm: path.km });
}

function offerCircuit(
  board: Scoreboard,
  problem: Problem,
  { flight, circuit }: { flight: number; circuit: Circuit },
): void {
  board.offer(problem, { flight, circuit, netKm: circuit.netKm });
}

function cylinderShape({ ground, tree }: Field, shape: ShapeRule): CylinderPathShape {
  return new CylinderPathShape(ground, tree, { legs: shape.legWeights.length, cylinderKm: shape.cylinderKm });
}

function shapeOf(field: Field, shape: ShapeRule): CircuitShape {
  if (shape.kind === 'outAndReturn') return new OutAndReturnShape(field, shape);
  if (shape.kind === 'outAndReturnToMiddle') return new OutAndReturnToMiddleShape(field, shape);
  return new TriangleShape(field, shape);
}
