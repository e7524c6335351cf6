/** What main does for the console: dialogs, file manager, notifications, pipes to the gateway. */
import { BrowserWindow, dialog, shell } from 'electron';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import type { ConsoleWindow } from './window/console-window';
import { handle } from './ipc';
import { notify } from './notifications';
import { openPort, type PortTaker } from './ports';

/** A route of the console, never an address: begins with one slash. */
const Route = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])/);
const Path = z
  .string()
  .min(1)
  .max(4096)
  .refine((path) => isAbsolute(path), 'not an absolute path');

export function serveBridge(window: ConsoleWindow, instance: () => PortTaker | null): void {
  handle('openPort', z.tuple([z.string().min(1).max(100)]), (sender, id) => openPort(sender, id, instance()));

  handle('pickPaths', z.tuple([z.enum(['files', 'folder'])]), async (sender, kind) => {
    const owner = BrowserWindow.fromWebContents(sender);
    if (!owner) return [];
    const options: Electron.OpenDialogOptions =
      kind === 'files'
        ? { title: 'Take in files', properties: ['openFile', 'multiSelections'] }
        : { title: 'Take in a folder', properties: ['openDirectory', 'multiSelections'] };
    const { canceled, filePaths } = await dialog.showOpenDialog(owner, options);
    return canceled ? [] : filePaths;
  });

  handle('showInFolder', z.tuple([Path]), (_sender, path) => shell.showItemInFolder(path));

  const Notice = z.strictObject({
    title: z.string().min(1).max(200),
    body: z.string().max(1000),
    route: Route,
  });
  handle('notify', z.tuple([Notice]), (_sender, notice) => {
    if (window.window?.isFocused()) return; // the page itself has said it
    notify(notice, () => {
      window.show();
      window.command({ type: 'open-route', route: notice.route });
    });
  });
}
