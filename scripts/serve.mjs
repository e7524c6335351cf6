#!/usr/bin/env node
/** `npm run serve`: the headless console; arguments are those of src/headless. */
import { prepare } from './lib/prepare.mjs';
import { runBuilt } from './lib/run-built.mjs';
import { runScript } from './lib/say.mjs';

await runScript(async () => {
  await prepare();
  await runBuilt('headless', process.argv.slice(2));
});
