#!/usr/bin/env node
/** `npm run bench -- NAME [--json FILE]`: bundles test/bench/NAME.ts, runs its `bench()`, shows and writes the rows. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { benchNames, bundleBench, parseBenchArguments } from './lib/bench-files.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { formatTable } from './lib/bench-table.mjs';
import { prepare } from './lib/prepare.mjs';
import { rootDir } from './lib/root.mjs';
import { runScript, SetupError, step } from './lib/say.mjs';

/** Those that draw pages. */
const inBrowser = new Set(['console', 'media', 'start']);

await runScript(async () => {
  const { name, jsonFile } = parseBenchArguments(process.argv.slice(2));
  const names = benchNames();
  if (!name || !names.includes(name)) {
    throw new SetupError(
      `usage: npm run bench -- NAME [--json FILE], where NAME is ${names.join(', ') || '(none yet)'}`,
    );
  }
  const target = jsonFile && resolve(jsonFile);
  process.chdir(rootDir);
  await prepare();
  if (inBrowser.has(name)) await ensureChromium();
  process.setSourceMapsEnabled(true);
  const bundle = await bundleBench(name);
  step(`bench ${name}; it takes the machine for itself, so close what else is running.`);
  const { bench } = await import(pathToFileURL(bundle).href);
  const rows = await bench();
  process.stdout.write(formatTable(rows));
  if (target) writeFileSync(target, `${JSON.stringify(rows, null, 2)}\n`);
});
