#!/usr/bin/env node
/** `npm start`: the desktop; where Electron cannot run, the headless console in the browser. */
import { openInBrowser } from './lib/browser.mjs';
import { runDesktop } from './lib/desktop.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { splitOpenFlag } from './lib/open-flag.mjs';
import { prepare } from './lib/prepare.mjs';
import { runBuilt } from './lib/run-built.mjs';
import { runScript, step } from './lib/say.mjs';
import { onFirstUrl } from './lib/watch-output.mjs';

await runScript(async () => {
  const { args, open } = splitOpenFlag(process.argv.slice(2));
  await prepare();
  const electron = await ensureElectron();
  let reason = 'reason' in electron ? electron.reason : undefined;
  if ('program' in electron) {
    const end = await runDesktop(electron.program, args);
    if (!end.neverStarted) return end.code;
    reason = 'the Electron runtime ended as it started';
  }
  step(`the desktop cannot start (${reason}), so the console runs in the browser instead.`);
  if (open) onFirstUrl(process.stdout, openInBrowser);
  await runBuilt('headless', args);
});
