/** What the store uses of the link to its supervisor; tests give their own. */
import type { Log } from '../../stack/log';

export interface StoreLink {
  log: Log;
  /** Ends this process at once: the engine is dead, and only a new process helps. */
  die(reason: string): void;
}
