/** The build in out/: made again when anything it is made from has changed. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fingerprint } from './fingerprint.mjs';
import { ensureGeoData } from './geo-data.mjs';
import { withLock } from './lock.mjs';
import { ensureMediaData } from './media-data.mjs';
import { inRoot, rootDir } from './root.mjs';
import { run } from './run.mjs';
import { SetupError, step } from './say.mjs';
import { ensureStoreTemplate } from './store-template.mjs';

const stampFile = inRoot('out/.stamp');
const sources = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

/** Files below the sources that no build reads. @param {string} path */
export function isNotBuilt(path) {
  return (
    /^resources\/(redis|store|geolookup\/(?!outlines)|allocator|mediaextras)/.test(path) ||
    /\.test\.tsx?$/.test(path)
  );
}

/** @param {{ force?: boolean }} [options] */
export async function ensureBuild({ force = false } = {}) {
  await ensureGeoData();
  await ensureMediaData();
  if (!force && readStamp() === wantedStamp()) return;
  await withLock('build', async () => {
    const wanted = wantedStamp();
    if (!force && readStamp() === wanted) return;
    await build();
    await ensureStoreTemplate();
    writeFileSync(stampFile, wanted);
  });
}

async function build() {
  step('building Flightline into out/.');
  rmSync(stampFile, { force: true });
  mkdirSync(inRoot('out'), { recursive: true });
  const program = inRoot('node_modules/electron-vite/bin/electron-vite.js');
  const { code, output } = await run(process.execPath, [program, 'build', '--logLevel', 'warn'], {
    capture: true,
    env: process.stderr.isTTY ? {} : { NO_COLOR: '1' },
  });
  if (code === 0) return;
  process.stderr.write(output);
  throw new SetupError('the build failed; see the lines above.');
}

function wantedStamp() {
  return fingerprint(rootDir, sources, isNotBuilt);
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
}
