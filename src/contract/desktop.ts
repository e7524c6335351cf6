/** What the preload offers to the console in the desktop shell; a browser has none of it. */

export interface DesktopBridge {
  readonly platform: 'darwin' | 'linux' | 'win32';
  /**
   * Asks for a pipe to the gateway. The MessagePort arrives in a `message` event of the window whose data is
   * `{ type: portMessageType, id }` with the id that was given here.
   */
  openPort(id: string): void;
  /** Paths of dropped or picked files, so that they need not be copied through the window; '' where there is none. */
  pathsOf(files: readonly File[]): Promise<string[]>;
  /** System dialog; empty when the user closed it. */
  pickPaths(kind: 'files' | 'folder'): Promise<string[]>;
  /** Paths given by the system: open-with, command line, a drop on the icon. */
  onOpenPaths(listener: (paths: string[]) => void): () => void;
  /** Menu and tray commands the console carries out. */
  onCommand(listener: (command: DesktopCommand) => void): () => void;
  /** Shows a file or folder in the system's file manager. */
  showInFolder(path: string): Promise<void>;
  /** A system notification; a click on it opens `route`. */
  notify(notification: { title: string; body: string; route: string }): Promise<void>;
}

export type DesktopCommand =
  { type: 'open-route'; route: string } | { type: 'pick-files' } | { type: 'pick-folder' };

export const portMessageType = 'flightline-port';
/** The gateway's first word on a port: from then on somebody is there. */
export const portGreeting = 'flightline-gateway';
/** The one name under which the preload puts the bridge. */
export const bridgeName = 'flightlineDesktop';
