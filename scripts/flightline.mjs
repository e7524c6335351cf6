#!/usr/bin/env node
/** `npx flightline ...`: the command line. Its steps go to stderr; stdout holds nothing but the command's data. */
import { prepare } from './lib/prepare.mjs';
import { runBuilt } from './lib/run-built.mjs';
import { runScript } from './lib/say.mjs';

await runScript(async () => {
  await prepare();
  await runBuilt('cli', process.argv.slice(2));
});
