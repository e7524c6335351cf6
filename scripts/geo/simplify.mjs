/**
 * Leaves out vertices that stand less than a tolerance off, the same ones in both polygons along a common border:
 * borders are cut into arcs where three lines meet, and each arc is simplified in one direction (Douglas and Peucker 1973).
 */

/** @typedef {import('./rings.mjs').Ring} Ring */

/**
 * @param {Ring[]} rings all rings of one tile
 * @param {{ toleranceDeg: number, isFixed: (x: number, y: number) => boolean }} how fixed vertices stay, e.g. on the tile's edge
 * @returns {Ring[]} in the same order
 */
export function simplifyTogether(rings, { toleranceDeg, isFixed }) {
  const meets = findMeetings(rings);
  const keep = (/** @type {number} */ x, /** @type {number} */ y) =>
    isFixed(x, y) || meets.get(key(x, y)) === MEETING;
  return rings.map((ring) => simplifyRing(ring, keep, toleranceDeg));
}

const MEETING = -1;
const STEPS = 1e6; // the decimals of the data
const ROW = 400 * STEPS;

/** Exact for coordinates of six decimals. @param {number} x @param {number} y */
function key(x, y) {
  // 4e8 columns times 1.8e8 rows exceed 2^53: a tile is small, so rows may repeat every 20 degrees.
  return Math.round((x + 180) * STEPS) + (Math.round((y + 90) * STEPS) % (20 * STEPS)) * ROW;
}

/** Vertices whose neighbours are not the same in every ring. @param {Ring[]} rings */
function findMeetings(rings) {
  /** @type {Map<number, number>} sum of the neighbours' keys, or MEETING */
  const neighbours = new Map();
  for (const ring of rings) {
    const n = ring.length;
    for (let i = 0; i < n; i += 2) {
      const before = (i + n - 2) % n;
      const after = (i + 2) % n;
      const both = key(ring[before], ring[before + 1]) + key(ring[after], ring[after + 1]);
      const here = key(ring[i], ring[i + 1]);
      const seen = neighbours.get(here);
      if (seen === undefined) neighbours.set(here, both);
      else if (seen !== both) neighbours.set(here, MEETING);
    }
  }
  return neighbours;
}

/**
 * @param {Ring} ring @param {(x: number, y: number) => boolean} keep @param {number} tolerance
 * @returns {Ring}
 */
function simplifyRing(ring, keep, tolerance) {
  const n = ring.length / 2;
  if (n <= 4) return ring;
  /** @type {any[]} numbers, as in Ring */
  const anchors = [];
  for (let i = 0; i < n; i++) if (keep(ring[2 * i], ring[2 * i + 1])) anchors.push(i);
  // A ring without a meeting, like an island's or an enclave's, starts at its least vertex: so does the hole around it.
  if (anchors.length === 0) anchors.push(leastVertex(ring));
  const kept = new Uint8Array(n);
  for (let k = 0; k < anchors.length; k++) {
    const from = anchors[k];
    const to = k + 1 < anchors.length ? anchors[k + 1] : anchors[0] + n;
    keepOnArc(ring, from, to, { kept, tolerance });
  }
  /** @type {Ring} */
  const out = [];
  for (let i = 0; i < n; i++) if (kept[i]) out.push(ring[2 * i], ring[2 * i + 1]);
  return out.length < 6 ? ring : out;
}

/** @param {Ring} ring */
function leastVertex(ring) {
  let least = 0;
  for (let i = 1; i < ring.length / 2; i++) {
    const dx = ring[2 * i] - ring[2 * least];
    if (dx < 0 || (dx === 0 && ring[2 * i + 1] < ring[2 * least + 1])) least = i;
  }
  return least;
}

/**
 * Marks the vertices to keep from `from` to `to`, which count on past the end of the ring.
 * @param {Ring} ring @param {number} from @param {number} to
 * @param {{ kept: Uint8Array, tolerance: number }} into
 */
function keepOnArc(ring, from, to, { kept, tolerance }) {
  const n = kept.length;
  const x = (/** @type {number} */ i) => ring[2 * (i % n)];
  const y = (/** @type {number} */ i) => ring[2 * (i % n) + 1];
  kept[from % n] = 1;
  kept[to % n] = 1;
  // The same from either end, as everything here must be.
  const eastScale = Math.max(1e-3, Math.cos(((y(from) + y(to)) / 2) * (Math.PI / 180)));
  const stack = [from, to];
  while (stack.length > 0) {
    const b = /** @type {number} */ (stack.pop());
    const a = /** @type {number} */ (stack.pop());
    if (b - a < 2) continue;
    // Ends in one order whatever the ring's direction, so that both neighbours compute with the same numbers.
    const swapped = x(a) > x(b) || (x(a) === x(b) && y(a) > y(b));
    const [s, e] = swapped ? [b, a] : [a, b];
    const dx = (x(e) - x(s)) * eastScale;
    const dy = y(e) - y(s);
    const length2 = dx * dx + dy * dy;
    let [farthest, most] = [-1, tolerance * tolerance];
    for (let i = a + 1; i < b; i++) {
      const px = (x(i) - x(s)) * eastScale;
      const py = y(i) - y(s);
      const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length2));
      const offX = px - along * dx;
      const offY = py - along * dy;
      const off2 = offX * offX + offY * offY;
      if (off2 > most) [farthest, most] = [i, off2];
    }
    if (farthest < 0) continue;
    kept[farthest % n] = 1;
    stack.push(a, farthest, farthest, b);
  }
}
