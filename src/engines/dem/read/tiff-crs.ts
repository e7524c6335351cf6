/** Which coordinate system a GeoTIFF is in, from its geo keys (OGC GeoTIFF 1.1). */
import { UnusableRaster } from '../raster';

export type GeoKeys = Record<string, unknown>;

const USER_DEFINED = 32767;
const METRE = 9001;
const TRANSVERSE_MERCATOR = 1;

/** Within two metres of WGS84: ETRS89, NAD83, RGF93, NZGD2000, GDA94, GDA2020, SIRGAS 2000. */
const nearWgs84 = new Set([USER_DEFINED, 4326, 4979, 4258, 4937, 4269, 4171, 4167, 4283, 7844, 4674]);
const webMercator = new Set([3857, 3785, 900913, 102100]);
/** EPSG numbers of UTM zones: the number minus `base` is the zone. */
const utmFamilies = [
  { base: 32600, zones: [1, 60], definition: '+datum=WGS84' },
  { base: 32700, zones: [1, 60], definition: '+south +datum=WGS84' },
  { base: 25800, zones: [28, 38], definition: '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0' },
  { base: 26900, zones: [1, 23], definition: '+datum=NAD83' },
] as const;
/** ETRS89-LAEA, in which European sets are published (EU-DEM). */
const laeaEurope =
  '+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';

/**
 * A coordinate system as `RasterEntry.crs` names it.
 * @throws UnusableRaster when it is none of those that are read
 */
export function crsOf(keys: GeoKeys): string {
  const number = (name: string) => (typeof keys[name] === 'number' ? keys[name] : undefined);
  const model = number('GTModelTypeGeoKey');
  if (model === 2) return geographicCrs(number('GeographicTypeGeoKey') ?? USER_DEFINED);
  if (model !== 1) throw new UnusableRaster('it has no coordinate system; set one with gdal_edit.py -a_srs');
  if ((number('ProjLinearUnitsGeoKey') ?? METRE) !== METRE) {
    throw new UnusableRaster('its coordinates are not in metres; convert it with gdalwarp -t_srs EPSG:4326');
  }
  const code = number('ProjectedCSTypeGeoKey') ?? USER_DEFINED;
  return code === USER_DEFINED ? transverseMercator(number) : projectedCrs(code);
}

function geographicCrs(code: number): string {
  if (nearWgs84.has(code)) return 'geographic';
  throw new UnusableRaster(
    `its datum (EPSG:${code}) is not WGS84; convert it with gdalwarp -t_srs EPSG:4326`,
  );
}

function projectedCrs(code: number): string {
  if (webMercator.has(code)) return 'mercator';
  if (code === 3035) return laeaEurope;
  for (const { base, zones, definition } of utmFamilies) {
    const zone = code - base;
    if (zone >= zones[0] && zone <= zones[1])
      return `+proj=utm +zone=${zone} ${definition} +units=m +no_defs`;
  }
  throw new UnusableRaster(
    `its coordinate system (EPSG:${code}) is not read; convert it with gdalwarp -t_srs EPSG:4326`,
  );
}

/** A zone of somebody's own, as OGGM and others cut their maps. */
function transverseMercator(number: (name: string) => number | undefined): string {
  const datum = number('GeographicTypeGeoKey') ?? USER_DEFINED;
  if (number('ProjCoordTransGeoKey') !== TRANSVERSE_MERCATOR || !nearWgs84.has(datum)) {
    throw new UnusableRaster(
      'its coordinate system is a private one; convert it with gdalwarp -t_srs EPSG:4326',
    );
  }
  const of = (name: string, otherwise: number) => number(name) ?? otherwise;
  return (
    `+proj=tmerc +lat_0=${of('ProjNatOriginLatGeoKey', 0)} +lon_0=${of('ProjNatOriginLongGeoKey', 0)} ` +
    `+k=${of('ProjScaleAtNatOriginGeoKey', 1)} +x_0=${of('ProjFalseEastingGeoKey', 0)} ` +
    `+y_0=${of('ProjFalseNorthingGeoKey', 0)} +datum=WGS84 +units=m +no_defs`
  );
}
