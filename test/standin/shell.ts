/** shell: nothing is opened, all is recorded. */
import { record } from './record';

export const shell = {
  openExternal(url: string): Promise<void> {
    record('shell.openExternal', url);
    return Promise.resolve();
  },
  openPath(path: string): Promise<string> {
    record('shell.openPath', path);
    return Promise.resolve('');
  },
  showItemInFolder(path: string): void {
    record('shell.showItemInFolder', path);
  },
};
