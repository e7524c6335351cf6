/** The one window: opens at once with a holding page, shows the console when the instance runs. */
import { BrowserWindow, nativeTheme } from 'electron';
import type { DesktopCommand } from '#contract/desktop';
import type { Log } from '../../stack/log';
import { consoleOrigin } from '../origin';
import { holdUrl, isHoldUrl, type HoldReason } from './hold-page';
import { Outbox } from './outbox';
import { ReloadPolicy } from './reload-policy';
import { keepWindowState, readWindowState } from './state-file';
import { minimumSize } from './window-state';

export interface WindowOptions {
  preloadPath: string;
  iconPath: string;
  stateFile: string;
  log: Log;
}

type Message = { channel: 'onOpenPaths'; value: string[] } | { channel: 'onCommand'; value: DesktopCommand };

export class ConsoleWindow {
  readonly #options: WindowOptions;
  readonly #outbox = new Outbox<Message>();
  readonly #reloads = new ReloadPolicy();
  #window: BrowserWindow | null = null;
  /** What a window shows; kept so that a window opened later shows the same. */
  #page: HoldReason | 'console' = 'starting';
  #decideClose: () => 'close' | 'hide' | 'stay' = () => 'close';

  constructor(options: WindowOptions) {
    this.#options = options;
  }

  get window(): BrowserWindow | null {
    return this.#window;
  }

  /** @param decide what becomes of a window that is asked to close */
  onClose(decide: () => 'close' | 'hide' | 'stay'): void {
    this.#decideClose = decide;
  }

  /** Brings the window to the front, or opens it. */
  show(): void {
    const window = (this.#window ??= this.#create());
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  hide(): void {
    this.#window?.hide();
  }

  /** Changes what the window shows; does not open one. */
  go(page: HoldReason | 'console'): void {
    this.#page = page;
    if (page !== 'console') this.#outbox.close();
    if (this.#window) this.#load(this.#window);
  }

  reload(): void {
    this.go(this.#page === 'crashed' ? 'console' : this.#page);
  }

  setStep(text: string): void {
    this.#window?.setTitle(text);
  }

  command(command: DesktopCommand): void {
    this.#outbox.send({ channel: 'onCommand', value: command });
  }

  openPaths(paths: string[]): void {
    if (paths.length > 0) this.#outbox.send({ channel: 'onOpenPaths', value: paths });
  }

  #create(): BrowserWindow {
    const { maximised, ...bounds } = readWindowState(this.#options.stateFile);
    const window = new BrowserWindow({
      ...bounds,
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      show: false,
      title: 'Flightline',
      icon: this.#options.iconPath,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
      webPreferences: {
        preload: this.#options.preloadPath,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    if (maximised) window.maximize();
    keepWindowState(window, this.#options.stateFile, this.#options.log);
    window.on('close', (event) => {
      const decision = this.#decideClose();
      if (decision !== 'close') event.preventDefault();
      if (decision === 'hide') window.hide();
    });
    window.on('closed', () => {
      this.#outbox.close();
      this.#window = null;
    });
    this.#watchPage(window);
    this.#load(window);
    return window;
  }

  #watchPage(window: BrowserWindow): void {
    const page = window.webContents;
    page.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#outbox.close();
    });
    page.on('did-finish-load', () => {
      // The holding page may finish after the console was asked for; it listens to nothing.
      if (isHoldUrl(page.getURL())) return;
      this.#outbox.open(({ channel, value }) => page.send(channel, value));
    });
    page.on('render-process-gone', (_event, details) => {
      if (details.reason === 'clean-exit') return;
      this.#options.log.error('page-gone', { ...details });
      this.go(this.#reloads.onCrash(Date.now()) === 'reload' ? this.#page : 'crashed');
    });
    page.on('unresponsive', () => this.#options.log.warn('page-unresponsive'));
  }

  #load(window: BrowserWindow): void {
    const url = this.#page === 'console' ? `${consoleOrigin}/` : holdUrl(consoleOrigin, this.#page);
    window.loadURL(url).catch((error: unknown) => {
      // Replaced by the next page before it was there, or the window went: nothing is lost.
      if (!window.isDestroyed()) this.#options.log.warn('page-not-shown', { url, error });
    });
  }
}
