/** Ties the order of quitting to Electron's events. */
import { app, powerMonitor } from 'electron';
import type { Instance } from '../supervisor/instance';
import { askHowToQuit } from './quit-dialog';
import { Shutdown } from './shutdown';
import type { ConsoleWindow } from './window/console-window';

export function installQuit(window: ConsoleWindow, starting: Promise<Instance>): Shutdown {
  let activeJobs = () => 0;
  starting.then(
    (instance) => (activeJobs = () => instance.activeJobs()),
    () => undefined, // boot shows why the start failed
  );
  const shutdown = new Shutdown({
    activeJobs: () => activeJobs(),
    ask: (jobs) => {
      window.show();
      return askHowToQuit(window.window, jobs);
    },
    onStopping: (how) => {
      window.go(how === 'drain' ? 'draining' : 'suspending');
      if (how === 'suspend') window.hide();
    },
    // A start that fails has cleaned up behind itself.
    stop: async (how) => (await starting.catch(() => null))?.stop(how),
    quit: () => app.quit(),
  });
  app.on('before-quit', (event) => shutdown.onBeforeQuit(event));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  powerMonitor.on('shutdown', () => shutdown.suspendNow());
  // The window stays until the question about running jobs is answered; a Mac keeps the app without windows.
  window.onClose(() => {
    if (shutdown.isStopped) return 'close';
    if (process.platform === 'darwin') return 'hide';
    app.quit();
    return 'stay';
  });
  return shutdown;
}
