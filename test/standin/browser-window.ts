/** BrowserWindow: state of a window, without a screen; its page is real. */
import { EventEmitter } from 'node:events';
import { app, StandinEvent } from './app';
import { WebContents } from './web-contents';

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Options extends Partial<Bounds> {
  show?: boolean;
  title?: string;
  webPreferences?: {
    preload?: string;
    sandbox?: boolean;
    contextIsolation?: boolean;
    nodeIntegration?: boolean;
  };
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  readonly options: Options;
  #bounds: Bounds;
  #title: string;
  #isVisible: boolean;
  #isFocused = false;
  #isMinimized = false;
  #isMaximized = false;
  #isDestroyed = false;

  constructor(options: Options = {}) {
    super();
    this.options = options;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#title = options.title ?? 'Electron';
    this.#isVisible = options.show ?? true;
    const preload = options.webPreferences?.preload;
    this.webContents = new WebContents({ width, height, ...(preload ? { preload } : {}) });
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.on('did-finish-load', () => this.#tellVisibility());
    this.webContents.on('page-title-updated', (_event, title: string) => this.setTitle(title));
    app.windows.add(this);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...app.windows].filter((window) => window instanceof BrowserWindow);
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.#isVisible = true;
    this.focus();
    this.#tellVisibility();
  }

  hide(): void {
    this.#isVisible = false;
    this.blur();
    this.#tellVisibility();
  }

  focus(): void {
    if (this.#isFocused) return;
    this.#isFocused = true;
    this.emit('focus');
  }

  blur(): void {
    if (!this.#isFocused) return;
    this.#isFocused = false;
    this.emit('blur');
  }

  minimize(): void {
    this.#isMinimized = true;
    this.blur();
    this.#tellVisibility();
  }

  restore(): void {
    this.#isMinimized = false;
    this.#tellVisibility();
  }

  maximize(): void {
    this.#isMaximized = true;
    this.emit('maximize');
  }

  isVisible = () => this.#isVisible;
  isFocused = () => this.#isFocused;
  isMinimized = () => this.#isMinimized;
  isMaximized = () => this.#isMaximized;
  isDestroyed = () => this.#isDestroyed;
  getNormalBounds = () => ({ ...this.#bounds });
  getTitle = () => this.#title;

  setTitle(title: string): void {
    this.#title = title;
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize');
    this.emit('move');
  }

  /** @returns false when a listener kept it open */
  close(): boolean {
    if (this.#isDestroyed) return true;
    const event = new StandinEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroy();
    return true;
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    app.windows.delete(this);
    this.webContents.destroy();
    this.emit('closed');
    if (app.windows.size === 0) app.onAllWindowsClosed();
  }

  #tellVisibility(): void {
    if (!this.#isDestroyed) this.webContents.setHidden(!this.#isVisible || this.#isMinimized);
  }
}
