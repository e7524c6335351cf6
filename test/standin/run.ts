/** `node --import register.mjs run.ts APP_DIR [args]`: runs the built main of an app as Electron would. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from './app';
import { startChromium } from './browser';
import { listen } from './control';
import { allowFork } from './utility-process';

const [, , folder = '.', ...args] = process.argv;
app.appDir = resolve(folder);
process.argv = ['electron-standin', folder, ...args];
allowFork(false);
listen();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

const manifest = JSON.parse(readFileSync(join(app.appDir, 'package.json'), 'utf8')) as { main: string };
await import(pathToFileURL(join(app.appDir, manifest.main)).href);
// A second instance has asked to leave by now; it needs no browser.
if (!app.isLeaving) {
  await startChromium(process.env.STANDIN_CHROMIUM ?? 'chromium');
  app.becomeReady();
}
