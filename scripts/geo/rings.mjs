/** Rings of polygons as flat lists [x0, y0, x1, y1, …], without the first point repeated at the end. */

/** @typedef {any[]} Ring numbers; `any`, because the type checker takes each number of a list for perhaps missing */
/** @typedef {{ label: number, ring: Ring }} Piece */

/**
 * The part of a ring on one side of an axis-parallel line (Sutherland and Hodgman 1974). Parts that fall apart stay joined
 * by edges on the line; counted by even and odd crossings that makes no difference inside.
 * @param {Ring} ring @param {0 | 1} axis 0: x, 1: y @param {number} at @param {1 | -1} side 1: keep what is greater
 * @returns {Ring}
 */
export function clip(ring, axis, at, side) {
  /** @type {Ring} */
  const out = [];
  const n = ring.length;
  if (n < 6) return out;
  let [px, py] = [ring[n - 2], ring[n - 1]];
  let before = ((axis === 0 ? px : py) - at) * side;
  for (let i = 0; i < n; i += 2) {
    const x = ring[i];
    const y = ring[i + 1];
    const here = ((axis === 0 ? x : y) - at) * side;
    if (here > 0 !== before > 0 && here !== 0 && before !== 0) {
      // From the lesser to the greater side whatever the direction: neighbours must get the very same point.
      const share = before < here ? before / (before - here) : here / (here - before);
      const [ax, ay, bx, by] = before < here ? [px, py, x, y] : [x, y, px, py];
      if (axis === 0) out.push(at, ay + (by - ay) * share);
      else out.push(ax + (bx - ax) * share, at);
    }
    if (here >= 0) out.push(x, y);
    [px, py, before] = [x, y, here];
  }
  return out.length < 6 ? [] : out;
}

/** Twice the area, without sign. @param {Ring} ring */
export function doubleArea(ring) {
  let sum = 0;
  const n = ring.length;
  // Relative to the first point: differences of large products would lose small areas.
  const [x0, y0] = [ring[0], ring[1]];
  for (let i = 2; i + 3 < n; i += 2) {
    sum += (ring[i] - x0) * (ring[i + 3] - y0) - (ring[i + 2] - x0) * (ring[i + 1] - y0);
  }
  return Math.abs(sum);
}

/** @param {{ type: string, coordinates: any }} geometry a polygon of GeoJSON @returns {Ring[]} */
export function ringsOf({ type, coordinates }) {
  /** @type {number[][][][]} */
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  return polygons.flat().map((ring) => ring.slice(0, -1).flatMap(([x, y]) => [x, y]));
}
