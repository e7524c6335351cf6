/**
 * Polygons packed for look-up of a point: a quadtree whose leaves are empty, wholly of one label, or hold the parts of the
 * polygons in that cell as 16-bit coordinates. Read by src/engines/geolookup/polygon-layer.ts, which describes the format.
 */
import { clip, doubleArea } from './rings.mjs';

/** @typedef {import('./rings.mjs').Piece} Piece */
/** @typedef {{ west: number, south: number, east: number, north: number }} Box degrees */

/** More points in a cell are split up further; a look-up visits each of them. */
const MAX_POINTS = 128;
const MAX_DEPTH = 18;
const UNITS = 65_535;

export class QuadtreeWriter {
  /** @type {number[]} */
  #nodes = [];
  /** @type {number[]} */
  #offsets = [];
  #data = new Uint16Array(1 << 20);
  #length = 0;

  /** Four places for children; returns the node's value for its parent, which is never 0: that is an empty cell. */
  addNode() {
    this.#nodes.push(0, 0, 0, 0);
    return this.#nodes.length / 4;
  }

  /** @param {number} node @param {number} quarter @param {number} value */
  setChild(node, quarter, value) {
    this.#nodes[4 * (node - 1) + quarter] = value;
  }

  /** A cell that is wholly of one label. @param {number} label */
  static wholeCell(label) {
    return -(2 * label + 1);
  }

  /**
   * The value of a cell for its parent.
   * @param {Box} cell @param {Piece[]} pieces clipped to the cell; those of one label side by side @param {number} depth
   * @returns {number}
   */
  addCell(cell, pieces, depth) {
    const seen = relevantPieces(cell, pieces);
    const [first] = seen;
    if (!first) return 0;
    if (seen.length === 1 && isWhole(cell, first)) return QuadtreeWriter.wholeCell(first.label);
    const points = seen.reduce((sum, { ring }) => sum + ring.length / 2, 0);
    if (points <= MAX_POINTS || depth >= MAX_DEPTH) return this.#addLeaf(cell, seen);
    const node = this.addNode();
    quarters(cell).forEach((quarter, k) =>
      this.setChild(node, k, this.addCell(quarter, clipTo(quarter, seen, cell), depth + 1)),
    );
    return node;
  }

  /** @param {Box} cell @param {Piece[]} pieces @returns {number} */
  #addLeaf({ west, south, east, north }, pieces) {
    const start = this.#length;
    this.#reserve(1 + pieces.reduce((sum, { ring }) => sum + 2 + ring.length, 0));
    let at = start + 1;
    let rings = 0;
    for (const { label, ring } of pieces) {
      const head = at;
      at += 2;
      for (let i = 0; i < ring.length; i += 2) {
        const x = toUnits((ring[i] - west) / (east - west));
        const y = toUnits((ring[i + 1] - south) / (north - south));
        if (at > head + 2 && this.#data[at - 2] === x && this.#data[at - 1] === y) continue;
        this.#data[at++] = x;
        this.#data[at++] = y;
      }
      const points = (at - head - 2) / 2;
      if (points < 3 || points > UNITS) at = head;
      else {
        this.#data[head] = label;
        this.#data[head + 1] = points;
        rings++;
      }
    }
    if (rings === 0) return 0;
    this.#data[start] = rings;
    this.#length = at;
    this.#offsets.push(start);
    return -(2 * (this.#offsets.length - 1) + 2);
  }

  /** @param {number} more */
  #reserve(more) {
    if (this.#length + more <= this.#data.length) return;
    const larger = new Uint16Array(2 * this.#data.length + more);
    larger.set(this.#data.subarray(0, this.#length));
    this.#data = larger;
  }

  /** @returns {Record<string, Int32Array | Uint32Array | Uint16Array>} */
  sections() {
    return {
      nodes: Int32Array.from(this.#nodes),
      offsets: Uint32Array.from(this.#offsets),
      data: this.#data.slice(0, this.#length),
    };
  }
}

/** Tiles of a source may stick out by its last decimal. @param {number} share */
function toUnits(share) {
  return Math.round(Math.max(0, Math.min(1, share)) * UNITS);
}

/** South-west, south-east, north-west, north-east. @param {Box} cell @returns {Box[]} */
export function quarters({ west, south, east, north }) {
  const x = (west + east) / 2;
  const y = (south + north) / 2;
  return [
    { west, south, east: x, north: y },
    { west: x, south, east, north: y },
    { west, south: y, east: x, north },
    { west: x, south: y, east, north },
  ];
}

/** @param {Box} to @param {Piece[]} pieces @param {Box} from lines that both boxes share need no clipping @returns {Piece[]} */
function clipTo(to, pieces, from) {
  return pieces.flatMap(({ label, ring }) => {
    let part = ring;
    if (to.west !== from.west) part = clip(part, 0, to.west, 1);
    if (to.east !== from.east) part = clip(part, 0, to.east, -1);
    if (to.south !== from.south) part = clip(part, 1, to.south, 1);
    if (to.north !== from.north) part = clip(part, 1, to.north, -1);
    return part.length > 0 ? [{ label, ring: part }] : [];
  });
}

/** @param {Box} cell */
function doubleCellArea({ west, south, east, north }) {
  return 2 * (east - west) * (north - south);
}

/** @param {Box} cell @param {Piece} piece */
function isWhole(cell, { ring }) {
  return doubleArea(ring) > doubleCellArea(cell) * (1 - 1e-9);
}

/** Without parts that have no area, and without what lies under a whole one: the first label that holds a point counts. */
function relevantPieces(/** @type {Box} */ cell, /** @type {Piece[]} */ pieces) {
  const least = doubleCellArea(cell) * 1e-12;
  const seen = pieces.filter(({ ring }) => doubleArea(ring) > least);
  const whole = seen.findIndex(
    (piece) => isWhole(cell, piece) && seen.filter(({ label }) => label === piece.label).length === 1,
  );
  return whole < 0 ? seen : seen.slice(0, whole + 1);
}
