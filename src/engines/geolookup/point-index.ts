/**
 * Nearest points on the globe: a k-d tree over earth-centred coordinates, so that poles and date line are like everywhere
 * else. Distances are chords through the ellipsoid; they order near points as geodesics do, and are never longer.
 */

const EQUATOR_M = 6_378_137;
const E2 = (1 / 298.257223563) * (2 - 1 / 298.257223563);
const RADIANS = Math.PI / 180;
/** Fewer points are looked through one by one. */
const LEAF = 16;

type Position = readonly [number, number, number];

function position(lat: number, lon: number): Position {
  const sin = Math.sin(lat * RADIANS);
  const cos = Math.cos(lat * RADIANS);
  const n = EQUATOR_M / Math.sqrt(1 - E2 * sin * sin);
  return [n * cos * Math.cos(lon * RADIANS), n * cos * Math.sin(lon * RADIANS), n * (1 - E2) * sin];
}

export class PointIndex {
  private readonly ids: Uint32Array;
  /** x, y, z of `ids[k]` at 3 k, metres. */
  private readonly coords: Float64Array;

  /** @param lat degrees @param lon degrees, as many */
  constructor(lat: ArrayLike<number>, lon: ArrayLike<number>) {
    this.ids = Uint32Array.from({ length: lat.length }, (_, k) => k);
    this.coords = new Float64Array(3 * lat.length);
    for (let k = 0; k < lat.length; k++) this.coords.set(position(lat[k] as number, lon[k] as number), 3 * k);
    this.sort(0, lat.length - 1, 0);
  }

  /** The nearest point whose chord is at most `maxM` and that `accept` takes. */
  nearest(
    lat: number,
    lon: number,
    maxM = Infinity,
    accept?: (id: number) => boolean,
  ): { id: number; chordM: number } | null {
    let best: { id: number; distance2: number } | null = null;
    let limit2 = maxM * maxM;
    this.search(
      position(lat, lon),
      () => limit2,
      (id, distance2) => {
        if (best ? distance2 >= limit2 : distance2 > limit2) return;
        if (accept && !accept(id)) return;
        best = { id, distance2 };
        limit2 = distance2;
      },
    );
    const found = best as { id: number; distance2: number } | null; // assigned in the callback, which TypeScript does not see
    return found && { id: found.id, chordM: Math.sqrt(found.distance2) };
  }

  /** All points whose chord is at most `radiusM`, in no order. */
  within(lat: number, lon: number, radiusM: number): number[] {
    const radius2 = radiusM * radiusM;
    const found: number[] = [];
    this.search(
      position(lat, lon),
      () => radius2,
      (id, distance2) => {
        if (distance2 <= radius2) found.push(id);
      },
    );
    return found;
  }

  /** Visits the points that may be nearer than `limit2`, near parts of the tree first. */
  private search(at: Position, limit2: () => number, visit: (id: number, distance2: number) => void): void {
    const { ids, coords } = this;
    const descend = (from: number, to: number, axis: 0 | 1 | 2): void => {
      if (to - from <= LEAF) {
        for (let k = from; k <= to; k++) visit(ids[k] as number, squareTo(coords, k, at));
        return;
      }
      const middle = (from + to) >> 1;
      const off = at[axis] - (coords[3 * middle + axis] as number);
      const next = ((axis + 1) % 3) as 0 | 1 | 2;
      if (off <= 0) descend(from, middle - 1, next);
      else descend(middle + 1, to, next);
      visit(ids[middle] as number, squareTo(coords, middle, at));
      if (off * off > limit2()) return;
      if (off <= 0) descend(middle + 1, to, next);
      else descend(from, middle - 1, next);
    };
    if (ids.length > 0) descend(0, ids.length - 1, 0);
  }

  private sort(from: number, to: number, axis: number): void {
    if (to - from <= LEAF) return;
    const middle = (from + to) >> 1;
    this.select(middle, { from, to, axis });
    this.sort(from, middle - 1, (axis + 1) % 3);
    this.sort(middle + 1, to, (axis + 1) % 3);
  }

  /** Moves the k-th along the axis to place k, lesser ones before it (Hoare 1961, median of three as pivot). */
  private select(k: number, { from, to, axis }: { from: number; to: number; axis: number }): void {
    const value = (i: number) => this.coords[3 * i + axis] as number;
    let [left, right] = [from, to];
    while (left < right) {
      const [a, b, c] = [value(left), value((left + right) >> 1), value(right)];
      const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
      let [i, j] = [left, right];
      while (i <= j) {
        while (value(i) < pivot) i++;
        while (value(j) > pivot) j--;
        if (i <= j) this.swap(i++, j--);
      }
      if (k <= j) right = j;
      else if (k >= i) left = i;
      else return;
    }
  }

  private swap(i: number, j: number): void {
    const { ids, coords } = this;
    const id = ids[i] as number;
    ids[i] = ids[j] as number;
    ids[j] = id;
    for (let axis = 0; axis < 3; axis++) {
      const value = coords[3 * i + axis] as number;
      coords[3 * i + axis] = coords[3 * j + axis] as number;
      coords[3 * j + axis] = value;
    }
  }
}

function squareTo(coords: Float64Array, k: number, [x, y, z]: Position): number {
  const dx = (coords[3 * k] as number) - x;
  const dy = (coords[3 * k + 1] as number) - y;
  const dz = (coords[3 * k + 2] as number) - z;
  return dx * dx + dy * dy + dz * dz;
}
