/** Builds the product's processes with the misbehaving engines added to the registry, into out-test/. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Plugin, build } from 'vite';
import { dependencies } from '../../package.json';

const outDir = path.resolve('out-test/main');
/** The headless console with test engines, once it is built. */
export const testEntry = path.join(outDir, 'headless.js');
const shipped = path.resolve('src/engines/registry.ts');
const extended = path.resolve('test/fixtures/engines/registry.ts');
const entries = {
  headless: 'src/headless/index.ts',
  store: 'src/workers/store/index.ts',
  gateway: 'src/workers/gateway/index.ts',
  engine: 'src/workers/engine/index.ts',
  'engine-thread': 'src/workers/engine/thread.ts',
};

/** Everybody who asks for the registry gets the extended one, except that one itself. */
function extendRegistry(): Plugin {
  return {
    name: 'extend-registry',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith('/registry') || importer === extended) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found?.id === shipped ? extended : null;
    },
  };
}

/** @returns the path of the headless console with test engines */
export async function buildWithTestEngines(): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [extendRegistry()],
    ssr: { noExternal: true, external: Object.keys(dependencies) },
    build: {
      ssr: true,
      target: 'node20.19',
      outDir,
      emptyOutDir: true,
      minify: false,
      rollupOptions: {
        input: entries,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared-[name]-[hash].js' },
      },
    },
  });
  const renderer = path.resolve('out-test/renderer');
  mkdirSync(renderer, { recursive: true });
  writeFileSync(path.join(renderer, 'index.html'), '<!doctype html><title>No console in this build</title>');
  return testEntry;
}
