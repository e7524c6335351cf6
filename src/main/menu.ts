/** The application menu as data; `act` carries out what the system's own roles do not. */
import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand } from '#contract/desktop';

export interface MenuActions {
  command(command: DesktopCommand): void;
  reload(): void;
  openDataFolder(): void;
}

export interface MenuShape {
  isMac: boolean;
  /** Developer tools are offered only in unpackaged starts. */
  isDevelopment: boolean;
}

const places: { label: string; route: string; key: string }[] = [
  { label: 'Overview', route: '/', key: '1' },
  { label: 'Ingest', route: '/ingest', key: '2' },
  { label: 'Runs', route: '/runs', key: '3' },
  { label: 'Batches', route: '/batches', key: '4' },
  { label: 'Failed', route: '/failed', key: '5' },
];

export function menuTemplate(shape: MenuShape, act: MenuActions): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      { label: 'Open Files…', accelerator: 'CmdOrCtrl+O', click: () => act.command({ type: 'pick-files' }) },
      {
        label: 'Open Folder…',
        accelerator: 'CmdOrCtrl+Shift+O',
        click: () => act.command({ type: 'pick-folder' }),
      },
      separator,
      shape.isMac ? { role: 'close' } : { role: 'quit', label: 'Quit', accelerator: 'CmdOrCtrl+Q' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { label: 'Reload', accelerator: 'CmdOrCtrl+R', click: () => act.reload() },
      ...(shape.isDevelopment ? [{ role: 'toggleDevTools' } as const] : []),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
    ],
  };
  const go: MenuItemConstructorOptions = {
    label: '&Go',
    submenu: places.map(({ label, route, key }) => ({
      label,
      accelerator: `CmdOrCtrl+${key}`,
      click: () => act.command({ type: 'open-route', route }),
    })),
  };
  const help: MenuItemConstructorOptions = {
    label: '&Help',
    role: 'help',
    submenu: [
      { label: 'Open Data Folder', click: () => act.openDataFolder() },
      ...(shape.isMac ? [] : [separator, { role: 'about', label: 'About Flightline' } as const]),
    ],
  };
  const edit: MenuItemConstructorOptions = { role: 'editMenu', label: '&Edit' };
  return [...(shape.isMac ? [{ role: 'appMenu' } as const] : []), file, edit, view, go, help];
}
