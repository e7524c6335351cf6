/** What `import … from 'electron'` means in the stand-in: the names that src/main uses, no others. */
export { app } from './app';
export { BrowserWindow } from './browser-window';
export { dialog } from './dialog';
export { ipcMain } from './ipc-main';
export { Menu } from './menu';
export { MessageChannelMain } from './message-ports';
export { nativeImage } from './native-image';
export { Notification } from './notification';
export { powerMonitor, nativeTheme, screen } from './machine';
export { protocol } from './protocol';
export { session } from './session';
export { shell } from './shell';
export { Tray } from './tray';
export { utilityProcess } from './utility-process';
