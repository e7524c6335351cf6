/**
 * Which polygon of a layer (time zones, regions, countries) holds a point. The layer is a quadtree. `nodes` has four
 * entries a node: south-west, south-east, north-west, north-east. An entry is 0 for a cell that nothing covers, k > 0 for
 * node k - 1, odd -(2 label + 1) for a cell wholly of one label, even -(2 leaf + 2) for a leaf, which begins in `data` at
 * `offsets[leaf]`: the number of rings, and for each ring its label, its number of points, and their x and y in 65,535ths
 * of the cell. A label's rings stand side by side, holes among them.
 */
import { metresPerDegree } from '../igc/geo';

const UNITS = 65_535;
/** The upper edges of cells belong to their neighbours, which the box has none of. Halving it on and on is exact. */
const BELOW_ONE = 1 - 2 ** -40;

export interface LayerBox {
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface LayerArrays {
  /** Entry of the whole box, in the same code as those of `nodes`. */
  root: number;
  nodes: Int32Array;
  offsets: Uint32Array;
  data: Uint16Array;
}

interface Search {
  lat: number;
  lon: number;
  metresPerLat: number;
  metresPerLon: number;
  accept: (label: number) => boolean;
  bestM: number;
  bestLabel: number;
}

export class PolygonLayer {
  constructor(
    private readonly box: LayerBox,
    private readonly arrays: LayerArrays,
  ) {}

  /** The label at a point, -1 where there is none. Where polygons overlap, the first of the layer. */
  labelAt(lat: number, lon: number): number {
    const { west, south, east, north } = this.box;
    let x = Math.max(0, Math.min(BELOW_ONE, (lon - west) / (east - west)));
    let y = Math.max(0, Math.min(BELOW_ONE, (lat - south) / (north - south)));
    let entry = this.arrays.root;
    while (entry > 0) {
      const right = x >= 0.5 ? 1 : 0;
      const upper = y >= 0.5 ? 1 : 0;
      entry = this.arrays.nodes[4 * (entry - 1) + right + 2 * upper] as number;
      x = 2 * x - right;
      y = 2 * y - upper;
    }
    if (entry === 0) return -1;
    if (entry % 2 !== 0) return wholeLabel(entry);
    return this.labelInLeaf(entry, x * UNITS, y * UNITS);
  }

  /**
   * The nearest label that `accept` takes, within `maxM` metres (flat-earth, good to some ten kilometres); -1 when there is
   * none. Does not look across the date line.
   */
  nearestLabel(lat: number, lon: number, maxM: number, accept: (label: number) => boolean): number {
    const { lat: metresPerLat, lon: metresPerLon } = metresPerDegree(lat);
    const search = { lat, lon, metresPerLat, metresPerLon, accept, bestM: maxM, bestLabel: -1 };
    this.visit(this.arrays.root, this.box, search);
    return search.bestLabel;
  }

  private labelInLeaf(entry: number, x: number, y: number): number {
    const { data, offsets } = this.arrays;
    let at = offsets[leafOf(entry)] as number;
    let label = -1;
    let inside = false;
    for (let rings = data[at++] as number; rings > 0; rings--) {
      const ringLabel = data[at] as number;
      if (ringLabel !== label) {
        if (inside) return label;
        label = ringLabel;
      }
      const points = data[at + 1] as number;
      if (crossesOddly(data, { from: at + 2, points, x, y })) inside = !inside;
      at += 2 + 2 * points;
    }
    return inside ? label : -1;
  }

  private visit(entry: number, box: LayerBox, search: Search): void {
    if (entry === 0) return;
    const boxM = distanceToBoxM(box, search);
    if (boxM >= search.bestM) return;
    if (entry > 0) {
      const first = 4 * (entry - 1);
      quarters(box).forEach((quarter, k) =>
        this.visit(this.arrays.nodes[first + k] as number, quarter, search),
      );
    } else if (entry % 2 !== 0) take(search, wholeLabel(entry), boxM);
    else this.visitLeaf(entry, box, search);
  }

  private visitLeaf(entry: number, box: LayerBox, search: Search): void {
    const { data, offsets } = this.arrays;
    const metresPerX = ((box.east - box.west) / UNITS) * search.metresPerLon;
    const metresPerY = ((box.north - box.south) / UNITS) * search.metresPerLat;
    const x = (search.lon - box.west) * search.metresPerLon;
    const y = (search.lat - box.south) * search.metresPerLat;
    let at = offsets[leafOf(entry)] as number;
    for (let rings = data[at++] as number; rings > 0; rings--) {
      const label = data[at] as number;
      const points = data[at + 1] as number;
      const from = at + 2;
      at = from + 2 * points;
      if (!search.accept(label)) continue;
      let j = at - 2;
      for (let i = from; i < at; i += 2) {
        const ax = (data[j] as number) * metresPerX - x;
        const ay = (data[j + 1] as number) * metresPerY - y;
        const dx = (data[i] as number) * metresPerX - x - ax;
        const dy = (data[i + 1] as number) * metresPerY - y - ay;
        const length2 = dx * dx + dy * dy;
        const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length2));
        take(search, label, Math.hypot(ax + along * dx, ay + along * dy));
        j = i;
      }
    }
  }
}

const leafOf = (entry: number) => (-entry - 2) / 2;
const wholeLabel = (entry: number) => (-entry - 1) / 2;

function take(search: Search, label: number, metres: number): void {
  if (metres >= search.bestM || !search.accept(label)) return;
  search.bestM = metres;
  search.bestLabel = label;
}

/** Whether a ray from the point to the east crosses the ring an odd number of times. */
function crossesOddly(
  data: Uint16Array,
  { from, points, x, y }: { from: number; points: number; x: number; y: number },
): boolean {
  const to = from + 2 * points;
  let odd = false;
  let xj = data[to - 2] as number;
  let yj = data[to - 1] as number;
  for (let i = from; i < to; i += 2) {
    const xi = data[i] as number;
    const yi = data[i + 1] as number;
    if (yi > y !== yj > y) {
      // From the lower end to the upper, so that the neighbour, who has this edge the other way round, computes the same.
      const crossing =
        yi > yj ? xj + ((y - yj) * (xi - xj)) / (yi - yj) : xi + ((y - yi) * (xj - xi)) / (yj - yi);
      if (x < crossing) odd = !odd;
    }
    xj = xi;
    yj = yi;
  }
  return odd;
}

function distanceToBoxM({ west, south, east, north }: LayerBox, search: Search): number {
  const dx = Math.max(west - search.lon, 0, search.lon - east) * search.metresPerLon;
  const dy = Math.max(south - search.lat, 0, search.lat - north) * search.metresPerLat;
  return Math.hypot(dx, dy);
}

function quarters({ west, south, east, north }: LayerBox): LayerBox[] {
  const x = (west + east) / 2;
  const y = (south + north) / 2;
  return [
    { west, south, east: x, north: y },
    { west: x, south, east, north: y },
    { west, south: y, east: x, north },
    { west: x, south: y, east, north },
  ];
}
