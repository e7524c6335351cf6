/** The bridge of the desktop shell: named functions for the console, and nothing that takes a channel name. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { bridgeName, portMessageType, type DesktopBridge, type DesktopCommand } from '#contract/desktop';

/** Calls travel under the name of their method, which the compiler checks here and in main. */
type Method = keyof DesktopBridge;

function call<Answer = void>(method: Method, ...args: unknown[]): Promise<Answer> {
  return ipcRenderer.invoke(method, ...args) as Promise<Answer>;
}

/** Hands over what main sends; keeps it while the console is not listening yet. */
function inlet<Value>(method: Method): (listener: (value: Value) => void) => () => void {
  const waiting: Value[] = [];
  const listeners = new Set<(value: Value) => void>();
  ipcRenderer.on(method, (_event, value: Value) => {
    if (listeners.size === 0) waiting.push(value);
    for (const listener of listeners) listener(value);
  });
  return (listener) => {
    listeners.add(listener);
    for (const value of waiting.splice(0)) listener(value);
    return () => {
      listeners.delete(listener);
    };
  };
}

// A port cannot cross the bridge, so it goes to the page as a message of the window to itself. Pages of other
// origins never load in this window (src/main/security.ts), hence the star.
ipcRenderer.on('openPort' satisfies Method, (event, id: string) => {
  window.postMessage({ type: portMessageType, id }, '*', event.ports);
});

const bridge: DesktopBridge = {
  platform: process.platform as DesktopBridge['platform'],
  openPort: (id) => void call('openPort', id),
  // Electron answers at once; the stand-in of the tests has to ask its browser.
  pathsOf: (files) => Promise.all(files.map(async (file) => webUtils.getPathForFile(file))),
  pickPaths: (kind) => call<string[]>('pickPaths', kind),
  onOpenPaths: inlet<string[]>('onOpenPaths'),
  onCommand: inlet<DesktopCommand>('onCommand'),
  showInFolder: (path) => call('showInFolder', path),
  notify: (notification) => call('notify', notification),
};

contextBridge.exposeInMainWorld(bridgeName, bridge);
