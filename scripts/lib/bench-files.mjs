/** Finds the benchmarks in test/bench and bundles them to something Node can run. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, inRoot, rootDir } from './root.mjs';

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

/** Packages stay imports, our own sources go in. @param {string} name @returns {Promise<string>} the bundle's path */
export async function bundleBench(name) {
  const { build } = await import('vite');
  const outDir = join(cacheDir, 'bench');
  await build({
    root: rootDir,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20.19',
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: { [name]: inRoot('test/bench', `${name}.ts`) },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return join(outDir, `${name}.mjs`);
}
