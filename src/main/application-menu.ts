/** Puts the menu in place. */
import { app, Menu, shell } from 'electron';
import { menuTemplate } from './menu';
import type { ConsoleWindow } from './window/console-window';

export function installMenu(window: ConsoleWindow, dataDir: string): void {
  const shape = { isMac: process.platform === 'darwin', isDevelopment: !app.isPackaged };
  const template = menuTemplate(shape, {
    command: (command) => {
      window.show();
      window.command(command);
    },
    reload: () => window.reload(),
    openDataFolder: () => {
      void shell.openPath(dataDir); // resolves with a message when it fails; the user sees that nothing opens
    },
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  app.setAboutPanelOptions({ applicationName: 'Flightline', applicationVersion: app.getVersion() });
}
