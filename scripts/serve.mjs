#!/usr/bin/env node
/** `npm run serve`: the headless console, which opens no browser; arguments are those of src/headless. */
import { splitOpenFlag } from './lib/open-flag.mjs';
import { prepare } from './lib/prepare.mjs';
import { runBuilt } from './lib/run-built.mjs';
import { runScript } from './lib/say.mjs';

await runScript(async () => {
  await prepare();
  await runBuilt('headless', splitOpenFlag(process.argv.slice(2)).args);
});
