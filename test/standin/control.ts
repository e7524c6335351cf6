/** The test's hand: calls over Node's IPC channel that do what a user or the system would do. */
import { app, StandinEvent } from './app';
import { chromium } from './browser';
import { BrowserWindow } from './browser-window';
import { dialogs } from './dialog';
import { powerMonitor } from './machine';
import { Menu } from './menu';
import { shownNotifications } from './notification';
import { calls } from './record';
import { Tray } from './tray';

function windowAt(index = 0): BrowserWindow {
  const window = BrowserWindow.getAllWindows()[index];
  if (!window) throw new Error(`there is no window ${String(index)}`);
  return window;
}

/** Everything a test can do to, and ask of, a stand-in. */
export const controls = {
  endpoint: () => chromium().endpoint,
  calls: () => calls,
  dialogs: () => dialogs.list(),
  pressButton: (label: string) => dialogs.press(label),
  choosePaths: (paths: string[]) => dialogs.choose(paths),
  menu: () => Menu.getApplicationMenu()?.tree() ?? [],
  chooseMenu: (path: string[]) => Menu.getApplicationMenu()?.choose(path),
  tray: () => Tray.current && { toolTip: Tray.current.toolTip, items: Tray.current.menu?.tree() ?? [] },
  chooseTray: (path: string[]) => Tray.current?.menu?.choose(path),
  notifications: () => shownNotifications.map(({ title, body }) => ({ title, body })),
  clickNotification: (index: number) => shownNotifications[index]?.emit('click', {}),
  windows: () =>
    BrowserWindow.getAllWindows().map((window) => ({
      title: window.getTitle(),
      url: window.webContents.getURL(),
      targetId: window.webContents.targetId,
      isVisible: window.isVisible(),
      isFocused: window.isFocused(),
      isMinimized: window.isMinimized(),
      bounds: window.getNormalBounds(),
      webPreferences: window.options.webPreferences ?? {},
    })),
  closeWindow: () => windowAt().close(),
  minimizeWindow: () => windowAt().minimize(),
  moveWindow: (bounds: { x: number; y: number; width: number; height: number }) =>
    windowAt().setBounds(bounds),
  crashPage: () => windowAt().webContents.crash(),
  /** macOS: a file dropped on the icon, or opened with the app. */
  openFile: (path: string) => app.emit('open-file', new StandinEvent(), path),
  systemShutdown: () => powerMonitor.emit('shutdown', new StandinEvent()),
  quit: () => app.quit(),
};
export type Controls = typeof controls;

interface Call {
  id: number;
  name: keyof Controls;
  args: unknown[];
}

/** Takes the channel over from main, which in Electron has none. */
export function listen(): void {
  const send = process.send?.bind(process);
  if (!send) return;
  Object.defineProperty(process, 'send', { value: undefined });
  const reply = (message: object) => {
    if (process.connected) send(message, undefined, {}, () => undefined);
  };
  // The test is gone, and nobody else will end us.
  process.on('disconnect', () => process.exit(1));
  process.on('message', (message) => {
    const { id, name, args } = message as Call;
    Promise.resolve()
      .then(() => (controls[name] as (...args: unknown[]) => unknown)(...args))
      .then((value) => reply({ id, value: JSON.stringify(value ?? null) }))
      .catch((error: unknown) => reply({ id, error: String(error) }));
  });
}
