/**
 * The fixes that are scored and the distances between them. Every fix also stands as a point in space (km, in a frame
 * whose z axis points up at the middle of the flight): chords are cheap, and they bound the distances of each earth
 * model from both sides.
 */
import type { EarthModel } from '#contract/xcscore';
import { distanceM, longitudeDelta } from '../igc/geo';
import { roundTo } from './rounding';

export const SPHERE_KM = 6371;
const EQUATOR_KM = 6378.137;
const FLATTENING = 1 / 298.257223563;
const E2 = FLATTENING * (2 - FLATTENING);
const RADIANS = Math.PI / 180;
/** 47 CFR 73.208 is meant for up to 475 km and still fair a little beyond; towards the poles its series in longitude fails. */
const FCC_MAX_KM = 600;
const FCC_MAX_LATITUDE = 75;

export interface Positions {
  n: number;
  /** Degrees. */
  lat: Float64Array;
  lon: Float64Array;
}

/** Degrees. */
export interface Place {
  lat: number;
  lon: number;
}

type Formula = 'sphere' | 'fcc' | 'geodesic';

export class Ground {
  readonly n: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly lat: Float64Array;
  /** Without a step at the date line. */
  readonly lon: Float64Array;
  private readonly formula: Formula;
  private readonly cosHalf: Float64Array;
  private readonly sinHalf: Float64Array;
  /** Bounds: distance <= arc(chord) * stretch + cubic * chord^3, distance >= chord * shrink. */
  private readonly radiusKm: number;
  private readonly stretch: number;
  private readonly shrink: number;
  private readonly cubic: number;
  /** Tangent of the latitude farthest from the equator. */
  private readonly steepest: number;

  constructor(
    { n, lat, lon }: Positions,
    readonly earth: EarthModel,
    readonly legStepKm: number,
  ) {
    this.n = n;
    this.lat = lat;
    this.lon = unwrapped(lon);
    [this.x, this.y, this.z] = placed(lat, lon, earth === 'fai-sphere');
    this.formula = earth === 'fai-sphere' ? 'sphere' : 'geodesic';
    if (earth === 'wgs84' && this.suitsFcc()) this.formula = 'fcc';
    this.cosHalf = lat.map((value) => Math.cos((value / 2) * RADIANS));
    this.sinHalf = lat.map((value) => Math.sin((value / 2) * RADIANS));
    this.steepest = steepestTangent(lat);
    const bounds = { sphere: sphereBounds, fcc: fccBounds, geodesic: geodesicBounds }[this.formula](lat);
    ({ radiusKm: this.radiusKm, stretch: this.stretch, shrink: this.shrink, cubic: this.cubic } = bounds);
  }

  private suitsFcc(): boolean {
    const span = (axis: Float64Array) => {
      let [low, high] = [0, 0];
      for (const value of axis) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      return high - low;
    };
    if (this.lat.some((value) => Math.abs(value) > FCC_MAX_LATITUDE)) return false;
    return Math.hypot(span(this.x), span(this.y)) < FCC_MAX_KM;
  }

  chordKm(i: number, j: number): number {
    const dx = (this.x[i] as number) - (this.x[j] as number);
    const dy = (this.y[i] as number) - (this.y[j] as number);
    const dz = (this.z[i] as number) - (this.z[j] as number);
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  /** Distance of two fixes as the rules count it. */
  legKm(i: number, j: number): number {
    const km = this.distanceKm(i, j);
    return this.legStepKm === 0 ? km : roundTo(km, this.legStepKm);
  }

  /** Distance of two fixes by the earth model, not rounded. */
  distanceKm(i: number, j: number): number {
    if (this.formula === 'sphere') return arcKm(this.chordKm(i, j), SPHERE_KM);
    if (this.formula === 'fcc') return this.fccKm(i, j);
    const lat = this.lat;
    const lon = this.lon;
    return distanceM(lat[i] as number, lon[i] as number, lat[j] as number, lon[j] as number) / 1000;
  }

  /** The same between any two places (degrees; longitudes as in `lon`). */
  legBetweenKm(a: Place, b: Place): number {
    const km = this.betweenKm(a, b);
    return this.legStepKm === 0 ? km : roundTo(km, this.legStepKm);
  }

  placeOf(i: number): Place {
    return { lat: this.lat[i] as number, lon: this.lon[i] as number };
  }

  /** Distance of two places by the earth model, not rounded. */
  betweenKm({ lat: lat1, lon: lon1 }: Place, { lat: lat2, lon: lon2 }: Place): number {
    if (this.formula === 'geodesic') return distanceM(lat1, lon1, lat2, lon2) / 1000;
    if (this.formula === 'fcc') {
      const c = Math.cos(((lat1 + lat2) / 2) * RADIANS);
      return Math.hypot(fccNorth(c) * (lat2 - lat1), fccEast(c) * (lon2 - lon1));
    }
    const [sinLat, sinLon] = [
      Math.sin(((lat2 - lat1) / 2) * RADIANS),
      Math.sin(((lon2 - lon1) / 2) * RADIANS),
    ];
    const half = sinLat * sinLat + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * sinLon * sinLon;
    return 2 * SPHERE_KM * Math.asin(Math.min(1, Math.sqrt(half)));
  }

  /** How far the middle in latitude and longitude between two fixes can be from the middle of such a chord. */
  middleErrorKm(chord: number): number {
    return Math.min(chord, ((chord * chord) / (8 * SPHERE_KM)) * (1 + this.steepest));
  }

  /** 47 CFR 73.208 (c), with the cosine of the middle latitude from half angles. */
  private fccKm(i: number, j: number): number {
    const c =
      (this.cosHalf[i] as number) * (this.cosHalf[j] as number) -
      (this.sinHalf[i] as number) * (this.sinHalf[j] as number);
    const north = fccNorth(c) * ((this.lat[i] as number) - (this.lat[j] as number));
    const east = fccEast(c) * ((this.lon[i] as number) - (this.lon[j] as number));
    return Math.sqrt(north * north + east * east);
  }

  /** No leg over such a chord is longer; rises with the chord. */
  upperKm(chord: number): number {
    return (
      arcKm(chord, this.radiusKm) * this.stretch + this.cubic * chord * chord * chord + this.legStepKm / 2
    );
  }

  /** No leg over such a chord is shorter. */
  lowerKm(chord: number): number {
    return chord * this.shrink - this.legStepKm / 2;
  }
}

interface Bounds {
  radiusKm: number;
  stretch: number;
  shrink: number;
  cubic: number;
}

/** Length of the arc over a chord, by the series of the arc sine where that is exact enough. */
function arcKm(chord: number, radiusKm: number): number {
  const q = chord / (2 * radiusKm);
  const s = q * q;
  if (s < 0.004) return chord * (1 + s * (1 / 6 + s * (3 / 40 + s * (15 / 336 + s * (105 / 3456)))));
  return 2 * radiusKm * Math.asin(Math.min(1, q));
}

/** Kilometres per degree, of the cosine of the middle latitude. */
function fccNorth(c: number): number {
  const c2 = 2 * c * c - 1;
  return 111.13209 - 0.56605 * c2 + 0.0012 * (2 * c2 * c2 - 1);
}

function fccEast(c: number): number {
  const c2 = 2 * c * c - 1;
  const c3 = c * (2 * c2 - 1);
  return 111.41513 * c - 0.09455 * c3 + 0.00012 * (2 * c2 * c3 - c);
}

const sphereBounds = (): Bounds => ({ radiusKm: SPHERE_KM, stretch: 1 + 1e-12, shrink: 1, cubic: 0 });

/** The smallest radius of curvature of the ellipsoid bounds every arc; Lambert's formula is good to 10 m in 1000 km. */
const geodesicBounds = (): Bounds => ({
  radiusKm: EQUATOR_KM * (1 - E2),
  stretch: 1 + 2e-5,
  shrink: 1 - 2e-5,
  cubic: 0,
});

/**
 * The coefficients of the formula against the radii of curvature at each latitude of the flight, and what a parallel is
 * longer than a geodesic: relative (1.15 + 2.2 tan² lat) chord² / 24 R², found larger than any of 2 million random
 * pairs up to 500 km between the equator and 75°.
 */
function fccBounds(lat: Float64Array): Bounds {
  let [south, north] = [90, -90];
  for (const value of lat) {
    south = Math.min(south, value);
    north = Math.max(north, value);
  }
  let [least, most] = [Infinity, -Infinity];
  for (let k = 0; k <= 50; k++) {
    const at = (south + ((north - south) * k) / 50) * RADIANS;
    const c = Math.cos(at);
    const w = Math.sqrt(1 - E2 * (1 - c * c));
    const meridian = (RADIANS * EQUATOR_KM * (1 - E2)) / (w * w * w);
    const ratios = [fccNorth(c) / meridian, fccEast(c) / ((RADIANS * EQUATOR_KM * c) / w)];
    least = Math.min(least, ...ratios);
    most = Math.max(most, ...ratios);
  }
  const steepest = steepestTangent(lat);
  return {
    radiusKm: 1e6,
    stretch: most + 2e-6,
    shrink: least - 1e-5,
    cubic: (1.15 + 2.2 * steepest * steepest) / (24 * SPHERE_KM * SPHERE_KM),
  };
}

function steepestTangent(lat: Float64Array): number {
  let farthest = 0;
  for (const value of lat) farthest = Math.max(farthest, Math.abs(value));
  return Math.tan(Math.min(89.9, farthest) * RADIANS);
}

function unwrapped(lon: Float64Array): Float64Array {
  const first = lon[0] ?? 0;
  return lon.map((value) => first + longitudeDelta(first, value));
}

/** Points in space: on the sphere or the ellipsoid, turned so that the mean of the flight is up, and moved there. */
function placed(
  lat: Float64Array,
  lon: Float64Array,
  sphere: boolean,
): [Float64Array, Float64Array, Float64Array] {
  const n = lat.length;
  const [x, y, z] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const mean = [0, 0, 0] as [number, number, number];
  for (let i = 0; i < n; i++) {
    const phi = (lat[i] as number) * RADIANS;
    const lambda = (lon[i] as number) * RADIANS;
    const sin = Math.sin(phi);
    const normalKm = sphere ? SPHERE_KM : EQUATOR_KM / Math.sqrt(1 - E2 * sin * sin);
    x[i] = normalKm * Math.cos(phi) * Math.cos(lambda);
    y[i] = normalKm * Math.cos(phi) * Math.sin(lambda);
    z[i] = normalKm * (sphere ? 1 : 1 - E2) * sin;
    mean[0] += (x[i] as number) / n;
    mean[1] += (y[i] as number) / n;
    mean[2] += (z[i] as number) / n;
  }
  const phi = Math.atan2(mean[2], Math.hypot(mean[0], mean[1]));
  const lambda = Math.atan2(mean[1], mean[0]);
  const [sp, cp, sl, cl] = [Math.sin(phi), Math.cos(phi), Math.sin(lambda), Math.cos(lambda)];
  for (let i = 0; i < n; i++) {
    const [dx, dy, dz] = [(x[i] as number) - mean[0], (y[i] as number) - mean[1], (z[i] as number) - mean[2]];
    x[i] = -sl * dx + cl * dy;
    y[i] = -sp * cl * dx - sp * sl * dy + cp * dz;
    z[i] = cp * cl * dx + cp * sl * dy + sp * dz;
  }
  return [x, y, z];
}
