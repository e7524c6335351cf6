/** Heights of many points at once: each block is read once, whatever the order of the points. */
import type { TerrainProblem } from '#contract/dem';
import { bilinear } from './bilinear';
import { isBroken } from './block-cache';
import type { Block } from './raster';
import { cellName } from './one-degree';
import { sampleSeam } from './sample-seam';
import type { Raster } from './terrain';
import { covers, locate, Terrain } from './terrain';

export interface Points {
  lat: ArrayLike<number>;
  lon: ArrayLike<number>;
}

export interface TerrainSamples {
  /** Metres; NaN where there is no terrain. */
  elevM: Float64Array;
  /** Index of the raster each height is from; -1 for none. */
  raster: Int32Array;
  /** Cells of points that no readable raster covers. Sorted. */
  missingTiles: string[];
  problems: TerrainProblem[];
}

/** Points of one block, in the order they came. */
interface Group {
  raster: Raster;
  column: number;
  row: number;
  points: number[];
}

/** Yields to messages and to the abort signal at least this often. */
const POINTS_PER_TURN = 20_000;

/**
 * Bilinear heights. Where several rasters cover a point the finest one that has a height there answers.
 * @throws the signal's reason when it aborts
 */
export async function sampleTerrain(
  terrain: Terrain,
  points: Points,
  signal: AbortSignal,
): Promise<TerrainSamples> {
  return new Sampling(terrain, points).run(signal);
}

class Sampling {
  private readonly n: number;
  private readonly elevM: Float64Array;
  private readonly from: Int32Array;
  /** How many candidates a point is through with. */
  private readonly tried: Uint16Array;
  /** Whether a raster that covers the point could be read: then its null is a void, and nothing is missing. */
  private readonly wasCovered: Uint8Array;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly missing = new Set<string>();
  private readonly problems = new Map<string, string>();

  constructor(
    private readonly terrain: Terrain,
    private readonly points: Points,
  ) {
    this.n = points.lat.length;
    this.elevM = new Float64Array(this.n).fill(Number.NaN);
    this.from = new Int32Array(this.n).fill(-1);
    this.tried = new Uint16Array(this.n);
    this.wasCovered = new Uint8Array(this.n);
    this.x = new Float64Array(this.n);
    this.y = new Float64Array(this.n);
  }

  async run(signal: AbortSignal): Promise<TerrainSamples> {
    let pending = Array.from({ length: this.n }, (_, k) => k);
    let sinceTurn = 0;
    while (pending.length > 0) {
      const next: number[] = [];
      for (const group of this.groups(pending)) {
        await this.sampleGroup(group, next);
        sinceTurn += group.points.length;
        if (sinceTurn < POINTS_PER_TURN) continue;
        sinceTurn = 0;
        await new Promise<void>((resolve) => setImmediate(resolve));
        signal.throwIfAborted();
      }
      signal.throwIfAborted();
      pending = next;
    }
    return {
      elevM: this.elevM,
      raster: this.from,
      missingTiles: [...this.missing].sort(),
      problems: [...this.problems].map(([file, reason]) => ({ file, reason })),
    };
  }

  /** Sorts points by the block of their next candidate. Those without one are done. */
  private groups(pending: readonly number[]): Iterable<Group> {
    const groups = new Map<string, Group>();
    const place = new Float64Array(2);
    let [lastCell, candidates]: [number, readonly Raster[]] = [-1, []];
    let group: Group | undefined;
    for (const k of pending) {
      const [lat, lon] = [this.points.lat[k] as number, this.points.lon[k] as number];
      if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) continue;
      const cell = Terrain.cellOf(lon, lat);
      if (cell !== lastCell) [lastCell, candidates] = [cell, this.terrain.candidates(cell)];
      const raster = this.nextCovering(candidates, { k, lat, lon }, place);
      if (!raster) {
        if (this.wasCovered[k] === 0) this.missing.add(cellName(lat, lon));
        continue;
      }
      const [x, y] = [place[0] as number, place[1] as number];
      this.x[k] = x;
      this.y[k] = y;
      const column = blockOf(x, raster.lattice.width, raster.block.width);
      const row = blockOf(y, raster.lattice.height, raster.block.height);
      if (group?.raster !== raster || group.column !== column || group.row !== row) {
        const key: string = `${raster.index},${column},${row}`;
        group = groups.get(key) ?? { raster, column, row, points: [] };
        groups.set(key, group);
      }
      group.points.push(k);
    }
    return groups.values();
  }

  private nextCovering(
    candidates: readonly Raster[],
    { k, lat, lon }: { k: number; lat: number; lon: number },
    place: Float64Array,
  ): Raster | null {
    for (let at = this.tried[k] as number; at < candidates.length; at++) {
      const raster = candidates[at] as Raster;
      this.tried[k] = at + 1;
      locate(raster, { lon, lat }, place);
      if (covers(raster, place[0] as number, place[1] as number)) return raster;
    }
    return null;
  }

  /** Points without a height go on to `next`, for their next candidate. */
  private async sampleGroup({ raster, column, row, points }: Group, next: number[]): Promise<void> {
    const block = await this.terrain.block(raster, column, row);
    if (block !== null && isBroken(block)) this.problems.set(raster.name, block.reason);
    if (block === null || isBroken(block)) {
      for (const k of points) next.push(k);
      return;
    }
    const [left, top] = [column * raster.block.width, row * raster.block.height];
    for (const k of points) {
      this.wasCovered[k] = 1;
      let height = within(block, (this.x[k] as number) - left, (this.y[k] as number) - top);
      if (height === null)
        height = await sampleSeam(this.terrain, raster, this.x[k] as number, this.y[k] as number);
      if (Number.isNaN(height)) {
        next.push(k);
        continue;
      }
      this.elevM[k] = height;
      this.from[k] = raster.index;
    }
  }
}

/** The block that holds the sample north-west of a position, or the nearest one beyond the outer samples. */
function blockOf(position: number, samples: number, blockSamples: number): number {
  const whole = Math.floor(position);
  return Math.floor((whole < 0 ? 0 : whole >= samples ? samples - 1 : whole) / blockSamples);
}

/** Null when not all four samples are in the block. */
function within({ values, width, height }: Block, x: number, y: number): number | null {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (column < 0 || row < 0 || column >= width - 1 || row >= height - 1) return null;
  return bilinear(values, width, row * width + column, [x - column, y - row]);
}
