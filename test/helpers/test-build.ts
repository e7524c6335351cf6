/** Builds the product's processes with the misbehaving engines added to the registry, into out-test/. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Plugin, build } from 'vite';
import { dependencies } from '../../package.json';

const outDir = path.resolve('out-test/main');
/** The headless console with test engines, once it is built. */
export const testEntry = path.join(outDir, 'headless.js');
const withTestEngines = { 'src/engines/registry.ts': 'test/fixtures/engines/registry.ts' };
const entries = {
  headless: 'src/headless/index.ts',
  store: 'src/workers/store/index.ts',
  gateway: 'src/workers/gateway/index.ts',
  engine: 'src/workers/engine/index.ts',
  'engine-thread': 'src/workers/engine/thread.ts',
};

/** Everybody who asks for a shipped module gets the one in its place, except that one itself. */
function replaceModules(places: Record<string, string>): Plugin {
  const replaced = new Map(
    Object.entries(places).map(([shipped, other]) => [path.resolve(shipped), path.resolve(other)]),
  );
  return {
    name: 'replace-modules',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.startsWith('.')) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      const other = replaced.get(found?.id ?? '');
      return other === undefined || other === importer ? null : other;
    },
  };
}

/**
 * @param alsoReplaced further modules by their paths, for a build of another kind in a folder of its own, two
 *   levels below the root as `out/main` is
 * @returns the path of the headless console with test engines
 */
export async function buildWithTestEngines(alsoReplaced?: {
  outDir: string;
  places: Record<string, string>;
}): Promise<string> {
  const dir = alsoReplaced ? path.resolve(alsoReplaced.outDir) : outDir;
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [replaceModules({ ...withTestEngines, ...alsoReplaced?.places })],
    ssr: { noExternal: true, external: Object.keys(dependencies) },
    build: {
      ssr: true,
      target: 'node20.19',
      outDir: dir,
      emptyOutDir: true,
      minify: false,
      rollupOptions: {
        input: entries,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared-[name]-[hash].js' },
      },
    },
  });
  const renderer = path.join(dir, '..', 'renderer');
  mkdirSync(renderer, { recursive: true });
  writeFileSync(path.join(renderer, 'index.html'), '<!doctype html><title>No console in this build</title>');
  return path.join(dir, 'headless.js');
}
