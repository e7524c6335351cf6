/** Borders, zones and places as shipped: loaded once for each folder and process, about 0.2 s and 40 MB. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Admin1, Country } from '#contract/geolookup';
import { Country as CountrySchema } from '#contract/geolookup';
import { zoneAtSea } from './local-time';
import { readPackedFile } from './packed-file';
import type { Places } from './places';
import { loadPlaces } from './places';
import { PolygonLayer } from './polygon-layer';

/** South of it nobody's zone tells a country: stations keep the time of home (Antarctic Treaty). */
const TREATY_LAT = -60;
/** Natural Earth draws coasts and borders to some hundred metres, in places to kilometres; zones are drawn to metres. */
const REGION_TOLERANCE_M = 5000;

const ZoneLabel = z.object({ id: z.string(), country: z.string().nullable() });
const RegionLabel = z.object({ name: z.string(), code: z.string().nullable(), country: z.string() });
type RegionLabel = z.output<typeof RegionLabel>;

interface Layer<Label> {
  polygons: PolygonLayer;
  labels: Label[];
}

async function loadLayer<Label>(file: string, label: z.ZodType<Label>): Promise<Layer<Label>> {
  const degrees = z.number();
  const meta = z.object({
    box: z.object({ west: degrees, south: degrees, east: degrees, north: degrees }),
    root: z.int(),
    labels: z.array(label),
  });
  const packed = await readPackedFile(file, meta);
  const { box, root, labels } = packed.meta;
  const polygons = new PolygonLayer(box, {
    root,
    nodes: packed.section('nodes', 'Int32Array'),
    offsets: packed.section('offsets', 'Uint32Array'),
    data: packed.section('data', 'Uint16Array'),
  });
  return { polygons, labels };
}

export class MapData {
  private readonly countryOf: Map<string, Country>;

  constructor(
    private readonly zones: Layer<z.output<typeof ZoneLabel>>,
    private readonly countries: Layer<Country>,
    private readonly regions: Layer<RegionLabel>,
    readonly places: Places,
  ) {
    this.countryOf = new Map(countries.labels.map((country) => [country.iso2, country]));
  }

  /** Null for what is no code of ISO 3166-1. */
  country(iso2: string): Country | null {
    return this.countryOf.get(iso2) ?? null;
  }

  /** Name of the time zone, country and region at a point. */
  at(lat: number, lon: number): { zone: string; country: Country | null; admin1: Admin1 | null } {
    const zone = this.zones.labels[this.zones.polygons.labelAt(lat, lon)];
    if (!zone) return { zone: zoneAtSea(lon), country: null, admin1: null };
    const country = this.countryAt(lat, lon, lat < TREATY_LAT ? null : zone.country);
    const region = country && this.regionAt(lat, lon, country.iso2);
    return { zone: zone.id, country, admin1: region ? { name: region.name, iso3166_2: region.code } : null };
  }

  /** Zones end exactly at the borders of countries; a few hold several, and there coarser borders tell. */
  private countryAt(lat: number, lon: number, ofZone: string | null): Country | null {
    if (ofZone !== null) return this.countryOf.get(ofZone) ?? null;
    return this.countries.labels[this.countries.polygons.labelAt(lat, lon)] ?? null;
  }

  /** Of the point's country if one is near: regions are drawn coarser than countries. */
  private regionAt(lat: number, lon: number, country: string): RegionLabel | null {
    const { polygons, labels } = this.regions;
    const here = labels[polygons.labelAt(lat, lon)] ?? null;
    if (here?.country === country) return here;
    const near = polygons.nearestLabel(
      lat,
      lon,
      REGION_TOLERANCE_M,
      (label) => labels[label]?.country === country,
    );
    return labels[near] ?? here;
  }
}

const loaded = new Map<string, Promise<MapData>>();

/** @throws FlightlineError `ENGINE_FAILED` when a file is missing or damaged; the next call tries again */
export function loadMapData(resourcesDir: string): Promise<MapData> {
  let data = loaded.get(resourcesDir);
  if (!data) {
    data = load(join(resourcesDir, 'geolookup'));
    loaded.set(resourcesDir, data);
    data.catch(() => loaded.delete(resourcesDir));
  }
  return data;
}

async function load(folder: string): Promise<MapData> {
  const [zones, countries, regions, places] = await Promise.all([
    loadLayer(join(folder, 'zones.bin'), ZoneLabel),
    loadLayer(join(folder, 'countries.bin'), CountrySchema),
    loadLayer(join(folder, 'regions.bin'), RegionLabel),
    loadPlaces(join(folder, 'places.bin')),
  ]);
  return new MapData(zones, countries, regions, places);
}
