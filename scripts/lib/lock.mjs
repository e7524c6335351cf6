/** One process of this checkout at a time: two builds into out/ would take each other's files away. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cacheDir } from './root.mjs';
import { SetupError } from './say.mjs';

const waitLimitMs = 10 * 60_000;

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
  const file = join(cacheDir, `${name}.lock`);
  mkdirSync(cacheDir, { recursive: true });
  const giveUpAt = Date.now() + waitLimitMs;
  while (!take(file)) {
    if (Date.now() > giveUpAt)
      throw new SetupError(`another process holds ${file}; end it or delete the file.`);
    await delay(100);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    if (ownerIsGone(file)) removeStale(file);
    return false;
  }
}

/** @param {string} file */
function ownerIsGone(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    // Empty for the moment between its creation and the write of the number.
    if (!owner) return false;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return isCode(error, 'ESRCH');
  }
}

/** Renames first: of several waiters only one succeeds, and none deletes a lock that was newly taken. @param {string} file */
function removeStale(file) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

/** @param {unknown} error @param {string} code */
function isCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
