import { describe, expect, it } from 'vitest';
import { QuadtreeWriter } from '../../../scripts/geo/quadtree.mjs';
import { makeRandom } from '../../../test/fixtures/make-flight';
import { PolygonLayer } from './polygon-layer';

interface Piece {
  label: number;
  ring: number[];
}

const box = { west: 0, south: 40, east: 16, north: 48 };

function layerOf(pieces: Piece[]): PolygonLayer {
  const writer = new QuadtreeWriter();
  const root = writer.addCell(box, pieces, 0);
  const { nodes, offsets, data } = writer.sections();
  return new PolygonLayer(box, {
    root,
    nodes: nodes as Int32Array,
    offsets: offsets as Uint32Array,
    data: data as Uint16Array,
  });
}

const random = makeRandom(3);
const square = (x: number, y: number, half: number) => [
  x - half,
  y - half,
  x + half,
  y - half,
  x + half,
  y + half,
  x - half,
  y + half,
];
/** Enough vertices for many cells. */
const star = (x: number, y: number, radius: number) =>
  Array.from({ length: 3000 }, (_, k) => {
    const angle = (k / 3000) * 2 * Math.PI;
    const r = radius * (0.6 + 0.4 * random());
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  }).flat();

function inside(ring: number[], x: number, y: number): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [xi = 0, yi = 0, xj = 0, yj = 0] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
    if (yi > y !== yj > y && x < xi + ((y - yi) * (xj - xi)) / (yj - yi)) odd = !odd;
  }
  return odd;
}

describe('PolygonLayer', () => {
  it('answers as the polygons do, but for a hair at the edges', () => {
    const pieces = [
      { label: 0, ring: star(4, 44, 3) },
      { label: 1, ring: star(12, 44, 3) },
    ];
    const layer = layerOf(pieces);
    let wrong = 0;
    for (let k = 0; k < 4000; k++) {
      const [x, y] = [random() * 16, 40 + random() * 8];
      if (layer.labelAt(y, x) !== pieces.findIndex(({ ring }) => inside(ring, x, y))) wrong++;
    }
    expect(wrong).toBeLessThanOrEqual(2);
  });

  it('leaves no gap along a common border', () => {
    const border = Array.from({ length: 500 }, (_, k) => [8 + (random() - 0.5), 40 + (k / 499) * 8]).flat();
    const reversed = Array.from({ length: 500 }, (_, k) =>
      border.slice(2 * (499 - k), 2 * (499 - k) + 2),
    ).flat();
    const layer = layerOf([
      { label: 0, ring: [0, 48, 0, 40, ...border] },
      { label: 1, ring: [16, 40, 16, 48, ...reversed] },
    ]);
    let gaps = 0;
    for (let k = 0; k < 4000; k++) {
      if (layer.labelAt(40 + random() * 8, 7.4 + random() * 1.2) < 0) gaps++;
    }
    expect(gaps).toBe(0);
  });

  it('knows holes, what lies in them, and whole cells', () => {
    const layer = layerOf([
      { label: 0, ring: square(8, 44, 20) },
      { label: 0, ring: square(8, 44, 1) },
      { label: 1, ring: square(8, 44, 0.5) },
    ]);
    expect([layer.labelAt(44, 8), layer.labelAt(44.7, 8), layer.labelAt(46, 8)]).toEqual([1, -1, 0]);
    expect([layer.labelAt(40, 0), layer.labelAt(48, 16)]).toEqual([0, 0]);
    expect(layer.labelAt(90, -180)).toBe(0); // outside the box: its nearest edge
  });

  it('takes vertices that stick out of the box by a rounding', () => {
    const layer = layerOf([{ label: 0, ring: [-1e-7, 40 - 1e-7, 16 + 1e-3, 40, 16 + 1e-3, 44, 0, 44] }]);
    expect([layer.labelAt(42, 15.9), layer.labelAt(42, 0.1), layer.labelAt(45, 8)]).toEqual([0, 0, -1]);
  });

  it('finds the nearest label within a distance', () => {
    const layer = layerOf([
      { label: 0, ring: square(4, 44, 1) },
      { label: 1, ring: square(12, 44, 1) },
    ]);
    const near = (lon: number, km: number, only?: number) =>
      layer.nearestLabel(44, lon, km * 1000, (label) => only === undefined || label === only);
    expect(near(5.1, 9)).toBe(0); // 0.1 degrees of longitude are 8.0 km at 44 N
    expect(near(5.1, 7)).toBe(-1);
    expect(near(10.9, 9)).toBe(1);
    expect(near(10.9, 9, 0)).toBe(-1);
    expect(near(8, 300)).toBeGreaterThanOrEqual(0);
  });

  it('may be empty', () => {
    const layer = layerOf([]);
    expect([layer.labelAt(44, 8), layer.nearestLabel(44, 8, 1e6, () => true)]).toEqual([-1, -1]);
  });
});
