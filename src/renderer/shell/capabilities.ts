/** What this shell can do. Features ask for a capability and never which shell it is. */
import { bridge } from './bridge';

export const capabilities = {
  /** Files can be handed over as paths of this machine instead of being uploaded. */
  nativePaths: bridge !== null,
  /** A file or folder can be shown in the system's file manager. */
  showInFolder: bridge !== null,
  /** Notifications of the system, seen while the window is hidden. */
  systemNotifications: bridge !== null,
  /** The pipe can be refused for want of a session, which a printed link gives. */
  sessionByLink: bridge === null,
  mac: /mac/i.test(navigator.userAgent),
} as const;
