#!/usr/bin/env node
/** Packs a freshly made data directory of the embedded database, so that first starts need not make one. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { inRoot } from './lib/root.mjs';
import { step } from './lib/say.mjs';

const { version } = JSON.parse(
  readFileSync(inRoot('node_modules/@electric-sql/pglite/package.json'), 'utf8'),
);
const dir = inRoot('resources/store');
const file = inRoot(`resources/store/pglite-${version}.tgz`);
const pglite = await PGlite.create();
await pglite.exec('checkpoint');
const packed = Buffer.from(await (await pglite.dumpDataDir('gzip')).arrayBuffer());
await pglite.close();
mkdirSync(dir, { recursive: true });
writeFileSync(`${file}.new`, packed);
renameSync(`${file}.new`, file);
step(`${file}: ${(packed.length / 1024 / 1024).toFixed(1)} MiB.`);
