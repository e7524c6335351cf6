#!/usr/bin/env node
/** Writes resources/monitoring (rules and dashboards) anew from src/stack/telemetry/monitoring. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { cacheDir, inRoot, rootDir } from './lib/root.mjs';
import { step } from './lib/say.mjs';

const outDir = join(cacheDir, 'monitoring');
await build({
  root: rootDir,
  configFile: false,
  logLevel: 'warn',
  build: {
    ssr: inRoot('src/stack/telemetry/monitoring/files.ts'),
    outDir,
    copyPublicDir: false,
    rolldownOptions: { output: { entryFileNames: 'files.mjs' } },
  },
});
/** @type {{ monitoringFiles(): Map<string, string> }} */
const { monitoringFiles } = await import(pathToFileURL(join(outDir, 'files.mjs')).href);

const target = inRoot('resources/monitoring');
const files = monitoringFiles();
rmSync(target, { recursive: true, force: true });
for (const [name, text] of files) {
  mkdirSync(dirname(join(target, name)), { recursive: true });
  writeFileSync(join(target, name), text);
}
step(`resources/monitoring: ${files.size} files.`);
