/** Where this checkout lies: every script works on it, whatever folder it was called from. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const rootDir = resolve(fileURLToPath(import.meta.url), '../../..');

/** @param {...string} parts */
export const inRoot = (...parts) => resolve(rootDir, ...parts);

/** What the scripts remember between runs; may be deleted at any time. */
export const cacheDir = inRoot('.cache');
