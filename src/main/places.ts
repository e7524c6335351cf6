/** Where the parts of the built app are, packaged and unpackaged. */
import { app } from 'electron';
import { join } from 'node:path';

/** Folder of the built entries: main and all processes are built into one. */
export const entriesDir = import.meta.dirname;
export const rendererDir = join(entriesDir, '../renderer');
export const preloadPath = join(entriesDir, '../preload/index.cjs');

export function resourcesDir(): string {
  return app.isPackaged ? process.resourcesPath : join(entriesDir, '../../resources');
}

export function iconPath(name: string): string {
  return join(resourcesDir(), 'icons', name);
}
