#!/usr/bin/env node
/** `npm run build`: builds into out/ whether or not anything changed. */
import { ensureBuild } from './lib/build.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { runScript } from './lib/say.mjs';

await runScript(async () => {
  await ensurePackages();
  await ensureBuild({ force: true });
});
