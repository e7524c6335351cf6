/** npm packages: installs them when they are missing or are not those of package-lock.json. */
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { withLock } from './lock.mjs';
import { inRoot } from './root.mjs';
import { run } from './run.mjs';
import { SetupError, step } from './say.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Whether every package of the lockfile is installed in its version. Optional ones may be missing: they are
 * mostly those of other operating systems.
 * @param {Lockfile} lock package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json, which npm writes last
 */
export function packagesAreCurrent(lock, installed) {
  const present = installed.packages ?? {};
  return Object.entries(lock.packages ?? {}).every(([path, locked]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === locked.version : Boolean(locked.optional || locked.devOptional);
  });
}

export async function ensurePackages() {
  if (!current()) await withLock('packages', install);
  linkOwnCommand();
}

function current() {
  const installed = inRoot('node_modules/.package-lock.json');
  return (
    existsSync(installed) && packagesAreCurrent(readJson(inRoot('package-lock.json')), readJson(installed))
  );
}

async function install() {
  if (current()) return;
  step('installing the npm packages (npm ci); the first time takes a minute.');
  const { code } = await runNpm(['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  if (code !== 0) throw new SetupError('npm ci failed; see the lines above, then start again.');
}

/** @param {string[]} args */
function runNpm(args) {
  // Under `npm start` npm says where its own program lies, which also spares Windows the .cmd detour.
  const npmProgram = process.env.npm_execpath;
  if (npmProgram?.endsWith('npm-cli.js')) return run(process.execPath, [npmProgram, ...args]);
  return process.platform === 'win32' ? run('cmd.exe', ['/c', 'npm', ...args]) : run('npm', args);
}

/** npx looks for a command in node_modules/.bin, where npm puts only those of dependencies, not the project's own. */
export function linkOwnCommand() {
  const command = inRoot('node_modules/.bin/flightline');
  if (existsSync(command)) return;
  mkdirSync(inRoot('node_modules/.bin'), { recursive: true });
  if (process.platform === 'win32') {
    writeFileSync(command, '');
    writeFileSync(`${command}.cmd`, '@node "%~dp0\\..\\..\\scripts\\flightline.mjs" %*\r\n');
    return;
  }
  rmSync(command, { force: true }); // a link whose target has gone does not "exist"
  symlinkSync('../../scripts/flightline.mjs', command);
}

/** @param {string} file @returns {Lockfile} */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
