/** Starts the desktop, in the one order that works: lock, hardening, window, instance, console. */
import { app } from 'electron';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dataDirFromEnvironment } from '../stack/environment';
import { openLog } from '../stack/log';
import { dataDirOf } from '../stack/profiles/profile-file';
import type { Instance } from '../supervisor/instance';
import { keepInstance } from '../supervisor/keep-instance';
import { installMenu } from './application-menu';
import { serveBridge } from './bridge-handlers';
import { electronHost } from './electron-host';
import { fail, logFailuresTo } from './fail';
import { becomeFirstInstance, takeOpenPaths } from './first-instance';
import { ownArguments, parseCommandLine } from './open-paths';
import { entriesDir, iconPath, preloadPath, rendererDir, resourcesDir } from './places';
import { registerScheme, serveConsole } from './protocol';
import { installQuit } from './quit';
import { guardAllContents, guardSession } from './security';
import { installTray } from './tray';
import { ConsoleWindow } from './window/console-window';

/** @throws Error when the profile's folder cannot be made; a start of the instance that fails is shown, not thrown */
export async function boot(): Promise<void> {
  const commandLine = parseCommandLine(ownArguments(process.argv, app.isPackaged), process.cwd());
  const dataDir = commandLine.dataDir ?? resolve(dataDirFromEnvironment());
  // Electron's lock is one of the profile: a profile in each data directory makes it one instance per directory.
  const profileDir = join(dataDir, 'desktop');
  mkdirSync(profileDir, { recursive: true, mode: 0o700 });
  app.setPath('userData', profileDir);
  if (!becomeFirstInstance(commandLine.paths)) {
    app.exit(0);
    return;
  }

  const log = openLog(dataDir, 'main', 'info');
  logFailuresTo(log);
  // Windows shows notifications only of apps whose id it knows from the installer's shortcut.
  if (process.platform === 'win32') app.setAppUserModelId('org.flightline.console');
  app.enableSandbox();
  registerScheme();
  guardAllContents();
  const window = new ConsoleWindow({
    preloadPath,
    iconPath: iconPath('icon.png'),
    stateFile: join(profileDir, 'window.json'),
    log,
  });
  takeOpenPaths(window, commandLine.paths);
  await app.whenReady();

  let instance: Instance | null = null;
  guardSession();
  serveConsole({ rendererDir, gateway: () => instance && { url: instance.consoleUrl, key: instance.key } });
  serveBridge(window, () => instance);
  installMenu(window, dataDir);
  window.show();

  const starting = keepInstance({
    host: electronHost,
    shell: 'desktop',
    dataDir: dataDirOf({ homeDir: dataDir, profile: commandLine.profile }),
    entriesDir,
    rendererDir,
    resourcesDir: resourcesDir(),
    overrides: {},
    onStep: (line) => {
      log.info('step', { line });
      process.stdout.write(`${line}\n`);
      if (!instance) window.setStep(`Flightline – ${line}`);
    },
    onLost: fail,
  });
  const shutdown = installQuit(window, starting);
  try {
    instance = await starting;
  } catch (error) {
    if (shutdown.isRunning) fail(error);
    return;
  }
  if (!shutdown.isRunning) return;
  installTray(window, instance, log);
  window.go('console');
}
