/** app: life cycle as documented (ready, before-quit, closing of windows, will-quit, quit), paths, the lock. */
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { requestLock } from './instance-lock';
import { isReady, setReady } from './readiness';
import { allowFork } from './utility-process';

/** An event that can be prevented. */
export class StandinEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

interface ClosableWindow {
  /** @returns false when a listener kept it open */
  close(): boolean;
  destroy(): void;
}

class App extends EventEmitter {
  readonly isPackaged = false;
  /** The folder with package.json. */
  appDir = process.cwd();
  readonly #paths = new Map<string, string>();
  readonly windows = new Set<ClosableWindow>();
  /** What the runtime must put away before the process ends. */
  readonly cleanUps: (() => Promise<void>)[] = [];
  #isQuitting = false;
  #isExiting = false;
  #announceReady: () => void = () => undefined;
  readonly #whenReady = new Promise<void>((resolve) => (this.#announceReady = resolve));

  whenReady(): Promise<void> {
    return this.#whenReady;
  }

  isReady(): boolean {
    return isReady();
  }

  becomeReady(): void {
    setReady();
    allowFork(true);
    this.emit('ready', {}, {});
    this.#announceReady();
  }

  enableSandbox(): void {
    if (isReady()) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  getVersion(): string {
    return this.#manifest().version ?? '0.0.0';
  }

  getName(): string {
    return this.#manifest().name ?? 'Electron';
  }

  setAboutPanelOptions(): void {
    // The panel is the system's.
  }

  getPath(name: string): string {
    return this.#paths.get(name) ?? join(homedir(), '.config', `${this.getName()}-standin`);
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} does not exist`);
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(data: unknown = {}): boolean {
    const mine = { argv: process.argv, cwd: process.cwd(), data };
    return requestLock(this.getPath('userData'), mine, (other) => {
      void this.#whenReady.then(() =>
        this.emit('second-instance', new StandinEvent(), other.argv, other.cwd, other.data),
      );
    });
  }

  quit(): void {
    if (this.#isQuitting) return;
    const event = new StandinEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#isQuitting = true;
    for (const window of [...this.windows]) {
      if (window.close()) continue;
      this.#isQuitting = false;
      return;
    }
    this.#leave();
  }

  /** The last window has closed. */
  onAllWindowsClosed(): void {
    if (this.#isQuitting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  get isLeaving(): boolean {
    return this.#isExiting;
  }

  exit(code = 0): void {
    if (this.#isExiting) return;
    this.#isExiting = true;
    for (const window of [...this.windows]) window.destroy();
    this.emit('quit', {}, code);
    void Promise.allSettled(this.cleanUps.map((cleanUp) => cleanUp())).then(() => process.exit(code));
  }

  #leave(): void {
    const event = new StandinEvent();
    this.emit('will-quit', event);
    this.#isQuitting = !event.defaultPrevented;
    if (!event.defaultPrevented) this.exit(0);
  }

  #manifest(): { name?: string; version?: string } {
    return JSON.parse(readFileSync(join(this.appDir, 'package.json'), 'utf8')) as {
      name?: string;
      version?: string;
    };
  }
}

export const app = new App();
