/** Finds places where flights begin again and again: clusters of take-offs, the densest first. */
import { PointIndex } from '../point-index';

interface Point {
  lat: number;
  lon: number;
}

export interface TakeoffCluster extends Point {
  takeoffs: number;
}

/** Take-offs in one such square, of about 30 m, count as one place: a busy site would otherwise cost its square in time. */
const SQUARE_DEG = 30 / 111_320;

interface Square extends Point {
  takeoffs: number;
}

/** Means of the take-offs in each square, in an order that is the same whatever theirs was. */
function intoSquares(points: readonly Point[]): Square[] {
  const squares = new Map<string, Square>();
  for (const { lat, lon } of points) {
    const row = Math.floor(lat / SQUARE_DEG);
    const wide = SQUARE_DEG / Math.max(0.01, Math.cos((row * SQUARE_DEG * Math.PI) / 180));
    const key = `${row}/${Math.floor(lon / wide)}`;
    const square = squares.get(key);
    if (!square) squares.set(key, { lat, lon, takeoffs: 1 });
    else {
      square.takeoffs++;
      square.lat += (lat - square.lat) / square.takeoffs;
      square.lon += (lon - square.lon) / square.takeoffs;
    }
  }
  return [...squares.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, square]) => square);
}

/**
 * Clusters of at least `minTakeoffs` take-offs within `radiusM` of a middle; each take-off is in at most one. The middle is
 * the mean of the cluster. Deterministic.
 */
export function clusterTakeoffs(
  points: readonly Point[],
  { radiusM, minTakeoffs }: { radiusM: number; minTakeoffs: number },
): TakeoffCluster[] {
  const squares = intoSquares(points);
  const index = new PointIndex(
    squares.map(({ lat }) => lat),
    squares.map(({ lon }) => lon),
  );
  const near = squares.map(({ lat, lon }) => index.within(lat, lon, radiusM));
  const sum = (ids: readonly number[]) => ids.reduce((total, id) => total + (squares[id]?.takeoffs ?? 0), 0);
  const density = near.map(sum);
  const order = squares
    .map((_, k) => k)
    .sort((a, b) => (density[b] as number) - (density[a] as number) || a - b);
  const taken = new Uint8Array(squares.length);
  const clusters: TakeoffCluster[] = [];
  for (const middle of order) {
    if (taken[middle] === 1) continue;
    const members = (near[middle] ?? []).filter((id) => taken[id] === 0);
    const takeoffs = sum(members);
    if (takeoffs < minTakeoffs) continue;
    for (const id of members) taken[id] = 1;
    clusters.push({ ...meanOf(members.map((id) => squares[id] as Square)), takeoffs });
  }
  return clusters;
}

/** Weighted by take-offs. Longitudes are taken relative to the first, since a cluster may lie on the date line. */
function meanOf(squares: readonly Square[]): Point {
  const origin = squares[0]?.lon ?? 0;
  let [lat, east, weight] = [0, 0, 0];
  for (const square of squares) {
    const delta = ((square.lon - origin + 540) % 360) - 180;
    lat += square.lat * square.takeoffs;
    east += delta * square.takeoffs;
    weight += square.takeoffs;
  }
  const lon = ((origin + east / weight + 540) % 360) - 180;
  return { lat: Number((lat / weight).toFixed(6)), lon: Number(lon.toFixed(6)) };
}
