#!/usr/bin/env node
/** Packs a data directory of the embedded database whose tables are up to date: first starts unpack it, and have none to make. */
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { bundle } from './lib/bundle.mjs';
import { cacheDir, inRoot } from './lib/root.mjs';
import { step } from './lib/say.mjs';
import { storeTemplateFile } from './lib/store-template.mjs';

const file = storeTemplateFile();
const scratch = mkdtempSync(join(tmpdir(), 'flightline-template-'));
try {
  const packed = await pack(await make(scratch));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, packed);
  renameSync(`${file}.new`, file);
  step(`${file}: ${(packed.length / 1024 / 1024).toFixed(1)} MiB.`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** By the store itself, as on a first start without a template. @param {string} dataDir @returns {Promise<string>} */
async function make(dataDir) {
  const source = inRoot('src/workers/store/start-store.ts');
  const code = await bundle(source, { name: 'store-template', outDir: join(cacheDir, 'store-template') });
  const { startStore } = await import(pathToFileURL(code).href);
  const resourcesDir = join(scratch, 'resources');
  cpSync(inRoot('resources/migrations'), join(resourcesDir, 'migrations'), { recursive: true });
  const quiet = () => undefined;
  const store = await startStore(
    {
      dataDir,
      resourcesDir,
      database: { socketDir: dataDir, port: 5432, url: null },
      unclean: false,
    },
    { log: { debug: quiet, info: quiet, warn: quiet, error: quiet }, die: quiet },
  );
  const copy = join(scratch, 'copy');
  await store.copyTo(copy);
  await store.stop();
  return copy;
}

/** @param {string} dir */
async function pack(dir) {
  const pglite = await PGlite.create(dir);
  await pglite.exec('checkpoint');
  const packed = Buffer.from(await (await pglite.dumpDataDir('gzip')).arrayBuffer());
  await pglite.close();
  return packed;
}
