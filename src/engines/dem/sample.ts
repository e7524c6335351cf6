/** Heights of many points at once: each block is read once, whatever the order of the points. */
import type { TerrainProblem } from '#contract/dem';
import { BEYOND, heightIn } from './bilinear';
import { isBroken } from './block-cache';
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
  private readonly elevM: Float64Array;
  private readonly from: Int32Array;
  /** How many candidates a point is through with. */
  private readonly tried: Uint16Array;
  /** Whether a raster that covers the point could be read: then its null is a void, and nothing is missing. */
  private readonly wasCovered: Uint8Array;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly place = new Float64Array(2);
  private readonly missing = new Set<string>();
  private readonly problems = new Map<string, string>();

  constructor(
    private readonly terrain: Terrain,
    private readonly points: Points,
  ) {
    const n = points.lat.length;
    this.elevM = new Float64Array(n).fill(Number.NaN);
    this.from = new Int32Array(n).fill(-1);
    this.tried = new Uint16Array(n);
    this.wasCovered = new Uint8Array(n);
    this.x = new Float64Array(n);
    this.y = new Float64Array(n);
  }

  async run(signal: AbortSignal): Promise<TerrainSamples> {
    let pending: ArrayLike<number> = Int32Array.from(this.points.lat, (_, k) => k);
    let sinceTurn = 0;
    while (pending.length > 0) {
      const next: number[] = [];
      for (const group of this.groups(pending)) {
        signal.throwIfAborted();
        await this.sampleGroup(group, next);
        sinceTurn += group.points.length;
        if (sinceTurn < POINTS_PER_TURN) continue;
        sinceTurn = 0;
        await new Promise<void>((resolve) => setImmediate(resolve));
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
  private groups(pending: ArrayLike<number>): Iterable<Group> {
    const groups = new Map<string, Group>();
    const { lat, lon } = this.points;
    let lastCell = -1;
    let candidates: readonly Raster[] = [];
    let group: Group | undefined;
    for (let i = 0; i < pending.length; i++) {
      const k = pending[i] as number;
      const cell = Terrain.cellOf(lon[k] as number, lat[k] as number);
      if (cell !== lastCell) {
        // NaN is no cell, and places beyond the earth are not looked for.
        if (!isOnEarth(lon[k] as number, lat[k] as number)) continue;
        lastCell = cell;
        candidates = this.terrain.candidates(cell);
      }
      const raster = this.nextCovering(candidates, k);
      if (!raster) {
        if (this.wasCovered[k] === 0) this.missing.add(cellName(lat[k] as number, lon[k] as number));
        continue;
      }
      const column = blockOf(this.x[k] as number, raster.lattice.width, raster.block.width);
      const row = blockOf(this.y[k] as number, raster.lattice.height, raster.block.height);
      if (group?.raster !== raster || group.column !== column || group.row !== row) {
        const key: string = `${raster.index},${column},${row}`;
        group = groups.get(key) ?? { raster, column, row, points: [] };
        groups.set(key, group);
      }
      group.points.push(k);
    }
    return groups.values();
  }

  /** Notes the place of the point among the raster's samples. */
  private nextCovering(candidates: readonly Raster[], k: number): Raster | null {
    const { place } = this;
    for (let at = this.tried[k] as number; at < candidates.length; at++) {
      const raster = candidates[at] as Raster;
      this.tried[k] = at + 1;
      locate(raster, this.points.lon[k] as number, this.points.lat[k] as number, place);
      if (!covers(raster, place[0] as number, place[1] as number)) continue;
      this.x[k] = place[0] as number;
      this.y[k] = place[1] as number;
      return raster;
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
      const [x, y] = [this.x[k] as number, this.y[k] as number];
      let height = heightIn(block, x - left, y - top);
      if (height === BEYOND) height = await sampleSeam(this.terrain, raster, x, y);
      this.wasCovered[k] = 1;
      if (Number.isNaN(height)) {
        next.push(k);
        continue;
      }
      this.elevM[k] = height;
      this.from[k] = raster.index;
    }
  }
}

const isOnEarth = (lon: number, lat: number) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180;

/** The block that holds the sample north-west of a position, or the nearest one beyond the outer samples. */
function blockOf(position: number, samples: number, blockSamples: number): number {
  if (blockSamples >= samples) return 0;
  const whole = Math.floor(position);
  return Math.floor((whole < 0 ? 0 : whole >= samples ? samples - 1 : whole) / blockSamples);
}
