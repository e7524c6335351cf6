/** Coordinate systems of rasters: from WGS84 degrees to their own units and back. */
/** Both write into `out`, so that 100,000 points make no garbage. */
export interface Projection {
  forward(lon: number, lat: number, out: Float64Array): void;
  inverse(x: number, y: number, out: Float64Array): void;
}

/** Web Mercator, EPSG:3857: a sphere of the equator's radius. */
export const MERCATOR_RADIUS_M = 6_378_137;
export const MERCATOR_HALF_M = Math.PI * MERCATOR_RADIUS_M;
/** Latitude at which its square world ends. */
export const MERCATOR_MAX_LAT = 85.0511287798066;
const RADIANS = Math.PI / 180;

const geographic: Projection = {
  forward(lon, lat, out) {
    out[0] = lon;
    out[1] = lat;
  },
  inverse(x, y, out) {
    out[0] = x;
    out[1] = y;
  },
};

export const mercator: Projection = {
  forward(lon, lat, out) {
    const sin = Math.sin(lat * RADIANS);
    out[0] = lon * RADIANS * MERCATOR_RADIUS_M;
    out[1] = (MERCATOR_RADIUS_M / 2) * Math.log((1 + sin) / (1 - sin));
  },
  inverse(x, y, out) {
    out[0] = x / MERCATOR_RADIUS_M / RADIANS;
    out[1] = Math.asin(Math.tanh(y / MERCATOR_RADIUS_M)) / RADIANS;
  },
};

async function defined(definition: string): Promise<Projection> {
  const { default: proj4 } = await import('proj4'); // loaded for those who have such files
  const converter = proj4('+proj=longlat +datum=WGS84 +no_defs', definition);
  const copy = ([x = Number.NaN, y = Number.NaN]: number[], out: Float64Array) => {
    out[0] = x;
    out[1] = y;
  };
  return {
    // proj4 throws for what lies outside of its world; NaN is outside of every raster.
    forward: (lon, lat, out) =>
      copy(
        attempt(() => converter.forward([lon, lat])),
        out,
      ),
    inverse: (x, y, out) =>
      copy(
        attempt(() => converter.inverse([x, y])),
        out,
      ),
  };
}

function attempt(convert: () => number[]): number[] {
  try {
    return convert();
  } catch {
    return [];
  }
}

const known = new Map<string, Projection>([
  ['geographic', geographic],
  ['mercator', mercator],
]);

/** @param crs as in `RasterEntry` */
export async function projectionOf(crs: string): Promise<Projection> {
  let projection = known.get(crs);
  if (!projection) known.set(crs, (projection = await defined(crs)));
  return projection;
}
