#!/usr/bin/env node
/** `npm run lockfile`, after `npm install`: adds what npm left out of package-lock.json (see lib/lockfile.mjs). */
import { readFileSync, writeFileSync } from 'node:fs';
import { missingOptional } from './lib/lockfile.mjs';
import { inRoot } from './lib/root.mjs';
import { step } from './lib/say.mjs';

const file = inRoot('package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingOptional(lock.packages);
for (const { path, entry } of missing) lock.packages[path] = entry;
const inOrder = Object.entries(lock.packages).sort(([left], [right]) => left.localeCompare(right, 'en'));
lock.packages = Object.fromEntries(inOrder);
if (missing.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
step(`package-lock.json: ${missing.length} packages of other platforms added.`);
