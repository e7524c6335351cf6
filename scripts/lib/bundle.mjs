/** Bundles a TypeScript file of ours to something Node can run: packages stay imports, our own sources go in. */
import { join } from 'node:path';
import { rootDir } from './root.mjs';

/**
 * @param {string} file
 * @param {{ name: string, outDir: string }} to
 * @returns {Promise<string>} the bundle's path
 */
export async function bundle(file, { name, outDir }) {
  const { build } = await import('vite');
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
        input: { [name]: file },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return join(outDir, `${name}.mjs`);
}
