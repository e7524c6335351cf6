/** Makes sites of records with the names that lists use for their columns, and says what is wrong with the others. */
import type { Site } from '#contract/geolookup';
import { windNames } from '#contract/geolookup';
import type { TextRecord } from './csv';
import { decodeEntities } from './kml';

/** A site as a list has it: not yet part of a source; `ownId` is '' when the list gives none. */
export type ListedSite = Omit<Site, 'id' | 'sourceId' | 'named' | 'takeoffs'> & { ownId: string };

const columns = {
  id: ['pge_site_id', 'site_id', 'id', 'uid'],
  name: ['name', 'site_name', 'title', 'site', 'takeoff', 'takeoff_name'],
  lat: ['lat', 'latitude', 'takeoff_lat', 'y'],
  lon: ['lon', 'lng', 'long', 'longitude', 'takeoff_lng', 'takeoff_lon', 'x'],
  alt: ['takeoff_altitude', 'alt', 'altitude', 'altitude_m', 'alt_m', 'altm', 'elevation', 'ele', 'height'],
  country: ['countrycode', 'country_code', 'country', 'iso', 'iso2'],
  kind: ['place', 'kind', 'type', 'category'],
  wind: ['wind', 'winds', 'orientation', 'orientations', 'direction', 'directions', 'wind_directions'],
  landingName: ['landing_name'],
  landingLat: ['landing_lat', 'landing_latitude'],
  landingLon: ['landing_lng', 'landing_lon', 'landing_longitude'],
  landingAlt: ['landing_altitude', 'landing_alt'],
};

function pick(record: TextRecord, column: keyof typeof columns): string {
  for (const name of columns[column]) if (record[name]) return record[name];
  return '';
}

function numberOf(text: string): number | null {
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Metres; absurd ones and 0, which lists use for unknown, are none. */
function altitudeOf(text: string): number | null {
  const value = numberOf(text.replace(/\s*m$/i, ''));
  return value === null || value === 0 || value < -500 || value > 9000 ? null : Math.round(value);
}

const anyOf = (figures: readonly number[]) => figures.some((figure) => figure !== 0);

/** From columns of 0, 1, 2 for each direction, or from a text like `N, NE` or `SW-W`, which lists the good ones. */
function windOf(record: TextRecord): number[] | null {
  const figures = windNames.map((name) => {
    const key = name.toLowerCase();
    const value = numberOf(record[key] ?? record[`wind_${key}`] ?? '');
    return value === 1 || value === 2 ? value : 0;
  });
  if (anyOf(figures)) return figures;
  const named = new Set(
    pick(record, 'wind')
      .toUpperCase()
      .split(/[^A-Z]+/),
  );
  const listed = windNames.map((name) => (named.has(name) ? 2 : 0));
  return anyOf(listed) ? listed : null;
}

function kindOf(text: string): Site['kind'] {
  if (/landing|landeplatz|atterri|aterri|atterr/i.test(text)) return 'landing';
  return /training|other|club|school|parking/i.test(text) && !/take|launch|start/i.test(text)
    ? 'other'
    : 'takeoff';
}

function positionOf(latText: string, lonText: string): { lat: number; lon: number } | string {
  const lat = numberOf(latText);
  const lon = numberOf(lonText);
  if (lat === null || lon === null) return 'It has no position.';
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return `Its position is not on Earth: ${lat}, ${lon}.`;
  if (lat === 0 && lon === 0) return 'Its position is 0, 0.';
  return { lat: Number(lat.toFixed(6)), lon: Number(lon.toFixed(6)) };
}

/** A site, and its landing where the record names one too; or a sentence on why there is none. */
export function sitesOf(record: TextRecord): ListedSite[] | string {
  const name = decodeEntities(pick(record, 'name')).slice(0, 200).trim();
  const position = positionOf(pick(record, 'lat'), pick(record, 'lon'));
  if (typeof position === 'string') return position;
  if (name === '') return 'It has no name.';
  const code = pick(record, 'country').toUpperCase();
  const countryIso2 = /^[A-Z]{2}$/.test(code) ? code : null;
  const ownId = pick(record, 'id').slice(0, 60);
  const site: ListedSite = {
    ownId,
    name,
    kind: kindOf(pick(record, 'kind')),
    ...position,
    altM: altitudeOf(pick(record, 'alt')),
    countryIso2,
    wind: windOf(record),
  };
  const landing = positionOf(pick(record, 'landingLat'), pick(record, 'landingLon'));
  if (typeof landing === 'string' || site.kind === 'landing') return [site];
  return [
    site,
    {
      ownId: ownId && `${ownId}-landing`,
      name: decodeEntities(pick(record, 'landingName')).slice(0, 200).trim() || `${name}, landing`,
      kind: 'landing',
      ...landing,
      altM: altitudeOf(pick(record, 'landingAlt')),
      countryIso2,
      wind: null,
    },
  ];
}
