/** A digest of a set of files: equal when nothing that a build reads has changed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Larger files (models, map data) count by size and time: reading them at each start would be felt. */
const readUpToBytes = 512 * 1024;

/**
 * @param {string} root paths in the digest are relative to it, so a moved checkout keeps its digest
 * @param {string[]} entries files and folders below root; those that do not exist count as such
 * @param {(path: string) => boolean} [skip] by path relative to root, with forward slashes
 */
export function fingerprint(root, entries, skip = () => false) {
  const hash = createHash('sha256');
  for (const file of entries.flatMap((entry) => filesOf(join(root, entry))).sort()) {
    const path = relative(root, file).replaceAll('\\', '/');
    if (skip(path)) continue;
    const { size, mtimeMs } = statSync(file);
    hash.update(`${path}\0${size}\0`);
    hash.update(size > readUpToBytes ? String(mtimeMs) : readFileSync(file));
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesOf(join(path, name)));
}
