/** The Electron runtime, which comes as a download of its own: found, fetched, or the reason why the desktop cannot run. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { isRoot } from './apt.mjs';
import { cacheDir, inRoot } from './root.mjs';
import { step } from './say.mjs';

const packageDir = inRoot('node_modules/electron');
const failureFile = join(cacheDir, 'electron-failure.json');
const downloadDir = join(cacheDir, 'electron-download');

/** A download on a slow line may take minutes; one that brings nothing for this long will not come. */
const stallLimitMs = 20_000;
/** A failure is remembered this long, so that the next starts do not wait for it again. */
const rememberMs = 24 * 60 * 60_000;

/** @returns {string | undefined} full path of the installed Electron program */
export function findElectron() {
  const pathFile = join(packageDir, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageDir, 'dist');
  const program = join(folder, readFileSync(pathFile, 'utf8'));
  return existsSync(program) ? program : undefined;
}

/**
 * @returns {Promise<{ program: string } | { reason: string }>} reason: the end of a sentence "the desktop cannot start: ..."
 */
export async function ensureElectron() {
  const reason = whyNotHere();
  if (reason) return { reason };
  const program = findElectron() ?? (await fetchElectron());
  return program ? { program } : { reason: 'the Electron runtime could not be downloaded' };
}

function whyNotHere() {
  const { FLIGHTLINE_NO_ELECTRON: off, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (off) return 'FLIGHTLINE_NO_ELECTRON is set';
  if (process.platform !== 'linux') return undefined;
  if (!DISPLAY && !WAYLAND_DISPLAY) return 'this session has no display';
  return isRoot() ? 'Electron does not run as root with its sandbox' : undefined;
}

async function fetchElectron() {
  if (failedLately()) return undefined;
  step('downloading the Electron runtime (about 120 MB, once).');
  if (await download()) return findElectron();
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(failureFile, JSON.stringify({ at: Date.now(), version: electronVersion() }));
  return undefined;
}

function failedLately() {
  if (!existsSync(failureFile)) return false;
  const failure = JSON.parse(readFileSync(failureFile, 'utf8'));
  return failure.version === electronVersion() && Date.now() - failure.at < rememberMs;
}

/** Runs the electron package's own installer; ends it when its download folder stops growing. @returns {Promise<boolean>} */
function download() {
  rmSync(downloadDir, { recursive: true, force: true });
  mkdirSync(downloadDir, { recursive: true });
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(packageDir, 'install.js')], {
      env: { ...process.env, TMPDIR: downloadDir, TEMP: downloadDir, TMP: downloadDir },
      stdio: 'ignore',
    });
    let bytes = -1;
    let grewAt = Date.now();
    const watch = setInterval(() => {
      const now = folderBytes(downloadDir) + folderBytes(join(packageDir, 'dist'));
      if (now !== bytes) grewAt = Date.now();
      bytes = now;
      if (Date.now() - grewAt > stallLimitMs) child.kill('SIGKILL');
    }, 500);
    child.once('close', (code) => {
      clearInterval(watch);
      rmSync(downloadDir, { recursive: true, force: true });
      resolve(code === 0);
    });
  });
}

/** @param {string} folder */
function folderBytes(folder) {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  // A file may go between the listing and the look at it.
  return files.reduce(
    (sum, file) => sum + (statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/** @returns {string} */
function electronVersion() {
  return JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')).version;
}
