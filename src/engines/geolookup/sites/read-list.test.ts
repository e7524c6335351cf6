import { describe, expect, it } from 'vitest';
import { readList } from './read-list';
import { sitesOf } from './site-fields';

const records = (text: string, format: 'auto' | 'csv' | 'kml' | 'geojson' = 'auto') => [
  ...readList(text, format),
];
const sites = (text: string) => records(text).map(sitesOf);

describe('CSV', () => {
  it('reads quotes, empty fields, line ends of all kinds and a byte order mark', () => {
    expect(records('\uFEFFName,Lat,lon\r\n"A ""big"", hill",47,9\n\n,48,\r"two\nlines",1,2')).toEqual([
      { name: 'A "big", hill', lat: '47', lon: '9' },
      { name: '', lat: '48', lon: '' },
      { name: 'two\nlines', lat: '1', lon: '2' },
    ]);
  });

  it('reads semicolons with decimal commas, and tabs', () => {
    expect(records('name;lat;lon\nBerg, hoch;47,5;9,25')).toEqual([
      { name: 'Berg, hoch', lat: '47.5', lon: '9.25' },
    ]);
    expect(records('name\tlat\tlon\nBerg\t47\t9')).toEqual([{ name: 'Berg', lat: '47', lon: '9' }]);
  });

  it('takes the columns of the ParaglidingEarth extract', () => {
    const text = `id,name,longitude,latitude,altitude,country,wind_n,wind_ne,wind_e,wind_se,wind_s,wind_sw,wind_w,wind_nw,last_edit
"17","Made Hill &amp; Meadow",9.5,47.25,1582,"at",0,0,0,0,0,1,2,2,""`;
    expect(sites(text)).toEqual([
      [
        {
          ownId: '17',
          name: 'Made Hill & Meadow',
          kind: 'takeoff',
          lat: 47.25,
          lon: 9.5,
          altM: 1582,
          countryIso2: 'AT',
          wind: [0, 0, 0, 0, 0, 1, 2, 2],
        },
      ],
    ]);
  });

  it('never hangs on quotes that are not closed', () => {
    const text = `name,lat,lon\n${'"a,'.repeat(200_000)}`;
    expect(records(text).length).toBeLessThan(2);
  });
});

describe('GeoJSON', () => {
  const feature = (properties: unknown, coordinates: unknown = [9.5, 47.25]) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties,
  });
  const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });

  it('takes the answers of ParaglidingEarth: texts for numbers, a landing inside', () => {
    const text = collection(
      feature({
        pge_site_id: '4711',
        name: 'Made Hill',
        place: 'paragliding takeoff',
        countryCode: 'at',
        takeoff_altitude: '1582',
        N: '0',
        NE: '0',
        E: '0',
        SE: '0',
        S: '1',
        SW: '2',
        W: '2',
        NW: '0',
        landing: { landing_name: '', landing_lat: '47.24', landing_lng: '9.49', landing_altitude: '600' },
      }),
    );
    expect(sites(text)).toEqual([
      [
        expect.objectContaining({
          ownId: '4711',
          kind: 'takeoff',
          altM: 1582,
          countryIso2: 'AT',
          wind: [0, 0, 0, 0, 1, 2, 2, 0],
        }),
        expect.objectContaining({
          ownId: '4711-landing',
          name: 'Made Hill, landing',
          kind: 'landing',
          lat: 47.24,
          altM: 600,
        }),
      ],
    ]);
  });

  it('takes own lists: altitude in the point, winds as text', () => {
    const text = collection(feature({ name: 'Hill', type: 'launch', wind: 'S, sw–W' }, [9.5, 47.25, 800]));
    expect(sites(text)).toEqual([
      [expect.objectContaining({ name: 'Hill', altM: 800, kind: 'takeoff', wind: [0, 0, 0, 0, 2, 2, 2, 0] })],
    ]);
  });

  it('passes over what is no point', () => {
    const line = {
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: [[1, 2]] },
      properties: { name: 'x' },
    };
    const text = collection(
      line,
      feature({ name: 'y' }, 'nowhere'),
      null,
      7,
      { geometry: null },
      feature(null),
    );
    expect(sites(text).every((made) => typeof made === 'string')).toBe(true);
    expect(sites(text)).toHaveLength(6);
  });

  it.each(['{"type": "Feat', '{"a": 1}', '[[[['])('refuses %s', (text) =>
    expect(() => records(text)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' })),
  );
});

describe('KML', () => {
  const kml = (...placemarks: string[]) =>
    `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>All</name>${placemarks.join('')}</Document></kml>`;

  it('reads points, names with entities and CDATA, and extended data', () => {
    const text = kml(
      '<Placemark id="1"><name>Rock &amp; Roll&#233;</name><Point><coordinates> 9.5,47.25,812 </coordinates></Point></Placemark>',
      `<Placemark><name><![CDATA[A < B]]></name><ExtendedData><Data name="wind"><value>NE</value></Data>
       <SchemaData><SimpleData name="type">Landing</SimpleData></SchemaData></ExtendedData>
       <Point><coordinates>1,2,0</coordinates></Point></Placemark>`,
      '<Placemark><name>A path</name><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark>',
    );
    expect(sites(text)).toEqual([
      [expect.objectContaining({ name: 'Rock & Rollé', lat: 47.25, lon: 9.5, altM: 812 })],
      [
        expect.objectContaining({
          name: 'A < B',
          kind: 'landing',
          altM: null,
          wind: [0, 2, 0, 0, 0, 0, 0, 0],
        }),
      ],
      'It has no position.',
    ]);
  });

  it.each([
    ['tags that are never closed', '<Placemark><name>'.repeat(100_000)],
    ['half tags', `<kml>${'<Placemark'.repeat(200_000)}`],
    ['empty data', `<Placemark>${'<Data name="a">'.repeat(100_000)}</Placemark>`],
    ['deep entities', `<Placemark><name>${'&amp'.repeat(200_000)}</name></Placemark>`],
  ])('never hangs on %s', (_, text) => expect(records(text, 'kml').length).toBeLessThan(2));
});

describe('what makes no site', () => {
  it.each([
    [{ name: 'a' }, 'It has no position.'],
    [{ name: 'a', lat: '1', lon: 'x' }, 'It has no position.'],
    [{ name: 'a', lat: '91', lon: '0' }, 'Its position is not on Earth: 91, 0.'],
    [{ name: 'a', lat: '0', lon: '0.0' }, 'Its position is 0, 0.'],
    [{ name: ' ', lat: '1', lon: '2' }, 'It has no name.'],
  ])('%o: %s', (record, reason) => expect(sitesOf(record as Record<string, string>)).toBe(reason));

  it('is an empty list', () =>
    expect(() => records(' \n')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' })));
});
