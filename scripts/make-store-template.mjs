#!/usr/bin/env node
/** Packs a freshly made data directory of the embedded database, so that first starts need not make one. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { step } from './lib/say.mjs';
import { storeTemplateFile } from './lib/store-template.mjs';

const file = storeTemplateFile();
const pglite = await PGlite.create();
await pglite.exec('checkpoint');
const packed = Buffer.from(await (await pglite.dumpDataDir('gzip')).arrayBuffer());
await pglite.close();
mkdirSync(dirname(file), { recursive: true });
writeFileSync(`${file}.new`, packed);
renameSync(`${file}.new`, file);
step(`${file}: ${(packed.length / 1024 / 1024).toFixed(1)} MiB.`);
