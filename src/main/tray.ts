/** The icon in the system's tray: shows the window, takes in files, quits. */
import { app, Menu, nativeImage, Tray, type NativeImage } from 'electron';
import type { Log } from '../stack/log';
import { iconPath } from './places';
import type { ConsoleWindow } from './window/console-window';

/** How often the menu looks at the number of jobs. */
const refreshMs = 2_000;

interface TrayActions {
  show(): void;
  openFiles(): void;
  quit(): void;
  /** For the first line of the menu. */
  activeJobs(): number;
}

/** Without a tray, as on some Linux desktops, Flightline runs just the same. */
export function installTray(window: ConsoleWindow, jobs: { activeJobs(): number }, log: Log): void {
  try {
    const tray = new ConsoleTray(iconPath(process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'), {
      show: () => window.show(),
      openFiles: () => {
        window.show();
        window.command({ type: 'pick-files' });
      },
      quit: () => app.quit(),
      activeJobs: () => jobs.activeJobs(),
    });
    const timer = setInterval(() => tray.refresh(), refreshMs);
    app.once('will-quit', () => {
      clearInterval(timer);
      tray.destroy();
    });
  } catch (error) {
    log.warn('no-tray', { error });
  }
}

class ConsoleTray {
  readonly #tray: Tray;
  readonly #act: TrayActions;
  #shownJobs = -1;

  /** @throws on Linux desktops that have no tray */
  constructor(iconPath: string, act: TrayActions) {
    this.#act = act;
    this.#tray = new Tray(trayImage(iconPath));
    this.#tray.setToolTip('Flightline');
    this.#tray.on('click', () => act.show());
    this.refresh();
  }

  /** Linux shows the menu it was given last, so it is set anew when the number of jobs changes. */
  refresh(): void {
    const jobs = this.#act.activeJobs();
    if (jobs === this.#shownJobs) return;
    this.#shownJobs = jobs;
    const status = jobs === 0 ? 'No jobs running' : `${String(jobs)} job${jobs === 1 ? '' : 's'} running`;
    const menu = Menu.buildFromTemplate([
      { label: status, enabled: false },
      { type: 'separator' },
      { label: 'Show Flightline', click: () => this.#act.show() },
      { label: 'Open Files…', click: () => this.#act.openFiles() },
      { type: 'separator' },
      { label: 'Quit', click: () => this.#act.quit() },
    ]);
    this.#tray.setContextMenu(menu);
  }

  destroy(): void {
    this.#tray.destroy();
  }
}

function trayImage(path: string): NativeImage {
  const image = nativeImage.createFromPath(path);
  image.setTemplateImage(process.platform === 'darwin');
  return image;
}
