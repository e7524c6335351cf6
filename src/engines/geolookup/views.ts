/** Take-offs and landings as GeoJSON (RFC 7946) and as a table. */
import type { FlightEnd, GeolookupOutput } from '#contract/geolookup';
import { windNames } from '#contract/geolookup';

interface End {
  flight: number;
  kind: 'takeoff' | 'landing';
  end: FlightEnd;
}

function endsOf({ flights }: GeolookupOutput): End[] {
  return flights.flatMap(({ takeoff, landing }, flight): End[] => [
    { flight, kind: 'takeoff', end: takeoff },
    { flight, kind: 'landing', end: landing },
  ]);
}

/** The directions that suit a site, e.g. `S SW (W)`; in brackets those that are only possible. */
function windText(end: FlightEnd): string {
  const figures = end.site?.wind ?? [];
  return windNames
    .flatMap((name, k) => (figures[k] === 2 ? [name] : figures[k] === 1 ? [`(${name})`] : []))
    .join(' ');
}

/** One row for each end of each flight, in the order of `columns`. */
function figuresOf({ flight, kind, end }: End) {
  return {
    flight,
    kind,
    time_utc: end.time,
    local_time: end.tz.localTime,
    time_zone: end.tz.id,
    utc_offset_min: end.tz.offsetMin,
    lat_deg: end.lat,
    lon_deg: end.lon,
    country: end.country?.iso2 ?? null,
    country_name: end.country?.name ?? null,
    region: end.admin1?.name ?? null,
    region_iso_3166_2: end.admin1?.iso3166_2 ?? null,
    place: end.place.name,
    place_distance_m: end.place.distM,
    place_bearing_deg: end.place.bearingDeg,
    site: end.site?.name ?? null,
    site_distance_m: end.site?.distM ?? null,
    site_wind: windText(end),
    site_list: end.site?.source ?? null,
    site_licence: end.site?.licence ?? null,
  };
}

export function geojsonView(output: GeolookupOutput) {
  return {
    type: 'FeatureCollection',
    features: endsOf(output).map((end) => {
      const { lat_deg, lon_deg, ...properties } = figuresOf(end);
      return { type: 'Feature', geometry: { type: 'Point', coordinates: [lon_deg, lat_deg] }, properties };
    }),
  };
}

/** Names come from files of others: a spreadsheet must not take one for a formula. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvView(output: GeolookupOutput): string {
  const rows = endsOf(output).map(figuresOf);
  const header = Object.keys(rows[0] ?? {}).join(',');
  return [header, ...rows.map((row) => Object.values(row).map(cell).join(','))].join('\r\n') + '\r\n'; // RFC 4180
}
