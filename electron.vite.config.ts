/** The one build of all three shells: main and worker processes, preload, renderer; into out/. */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** Built name in out/main → source. Each runs as a process or thread of its own. */
const mainEntries = {
  index: 'src/main/index.ts',
  headless: 'src/headless/index.ts',
  cli: 'src/cli/index.ts',
  store: 'src/workers/store/index.ts',
  gateway: 'src/workers/gateway/index.ts',
  engine: 'src/workers/engine/index.ts',
  'engine-thread': 'src/workers/engine/thread.ts',
};

/** Newer than the Node of Electron 45 would do, but the same files run headless on the oldest supported Node. */
const nodeTarget = 'node20.19';

/**
 * electron-vite asks for the base './', made for file:// pages. Ours are served from the root of app:// or http://,
 * at any depth of path, so asset addresses must be absolute or a reload of /jobs/1 finds nothing.
 */
function servedFromRoot(): Plugin {
  return { name: 'flightline:served-from-root', enforce: 'post', config: () => ({ base: '/' }) };
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: nodeTarget,
      sourcemap: true,
      rolldownOptions: {
        input: mainEntries,
        // Shared chunks lie beside the entries, so that paths made from import.meta.url hold in both.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared-[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: nodeTarget,
      // A sandboxed preload cannot require packages: all that it uses is bundled, and it must be CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), servedFromRoot()],
    build: {
      outDir: 'out/renderer',
      target: 'es2023',
      minify: true,
      rolldownOptions: { input: resolve('src/renderer/index.html') },
    },
  },
});
