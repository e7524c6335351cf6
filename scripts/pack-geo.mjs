#!/usr/bin/env node
/** Packs borders, outlines, time zones and places into resources/geolookup, from npm packages that are far larger. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packCountries, packRegions, WORLD_BOX } from './geo/borders.mjs';
import { writePacked } from './geo/container.mjs';
import { writeOutlines } from './geo/outlines.mjs';
import { packPlaces, readCities } from './geo/places.mjs';
import { countriesOfZones, packZones, ZONES_BOX } from './geo/zones.mjs';
import { geoDataDir, geoDataStamp, geoStampFile } from './lib/geo-data.mjs';
import { step } from './lib/say.mjs';

const stamp = geoDataStamp();
mkdirSync(geoDataDir, { recursive: true });
rmSync(geoStampFile, { force: true });

/** @param {string} name @param {Record<string, unknown>} meta @param {Parameters<typeof writePacked>[2]} sections */
function write(name, meta, sections) {
  const bytes = writePacked(join(geoDataDir, `${name}.bin`), meta, sections);
  const seconds = process.cpuUsage().user / 1e6;
  step(`${name}.bin: ${(bytes / 1024 / 1024).toFixed(1)} MiB, ${seconds.toFixed(1)} s so far.`);
}

const cities = readCities();
const places = packPlaces(cities);
write('places', { countries: places.countries }, places.sections);

const { countries, ...borders } = packCountries();
write('countries', { box: WORLD_BOX, root: borders.root, labels: countries }, borders.sections);

const { regions, ...states } = packRegions();
write('regions', { box: WORLD_BOX, root: states.root, labels: regions }, states.sections);

const { ids, ...zones } = packZones();
const owners = countriesOfZones(ids, cities);
const labels = ids.map((id, k) => ({ id, country: owners[k] }));
write('zones', { box: ZONES_BOX, root: zones.root, labels }, zones.sections);

const outlineBytes = writeOutlines(join(geoDataDir, 'outlines.json'));
step(`outlines.json: ${(outlineBytes / 1024 / 1024).toFixed(1)} MiB.`);

writeFileSync(geoStampFile, stamp);
