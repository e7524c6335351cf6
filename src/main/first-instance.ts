/** One instance per data directory: the first one gets what later starts and the system hand over. */
import { app } from 'electron';
import { SecondStart } from './open-paths';
import type { ConsoleWindow } from './window/console-window';

/** @returns false when another one runs; it has been given the paths and shows its window */
export function becomeFirstInstance(paths: string[]): boolean {
  // Not by argv, which Chromium reorders and extends on its way to the first instance.
  const handedOver: SecondStart = { paths };
  return app.requestSingleInstanceLock({ ...handedOver });
}

/** Paths come by command line, from a later start, and on macOS as events that may precede `ready`. */
export function takeOpenPaths(window: ConsoleWindow, first: string[]): void {
  const show = () => {
    if (app.isReady()) window.show();
  };
  window.openPaths(first);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    window.openPaths([path]);
    show();
  });
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    window.openPaths(SecondStart.safeParse(data).data?.paths ?? []);
    show();
  });
  app.on('activate', show);
}
