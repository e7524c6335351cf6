/** Finds the benchmarks in test/bench and bundles them to something Node can run. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { cacheDir, inRoot } from './root.mjs';

/**
 * Benchmarks with this name run by it; other files of the folder are their helpers.
 */
const known = [
  'queue',
  'igc',
  'crash',
  'fuzz',
  'console',
  'media',
  'delay',
  'campaigns',
  'podcast',
  'gateway',
  'start',
];

/** Those of the known names that exist. */
export function benchNames() {
  const folder = inRoot('test/bench');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return known.filter((name) => files.includes(`${name}.ts`));
}

/**
 * @param {string[]} args
 * @returns {{ name?: string, jsonFile?: string }}
 */
export function parseBenchArguments(args) {
  const at = args.indexOf('--json');
  if (at < 0) return { name: args[0] };
  const rest = args.toSpliced(at, 2);
  return { name: rest[0], jsonFile: args[at + 1] };
}

/** @param {string} name @returns {Promise<string>} the bundle's path */
export function bundleBench(name) {
  return bundle(inRoot('test/bench', `${name}.ts`), { name, outDir: join(cacheDir, 'bench') });
}
