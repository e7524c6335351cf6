/** Whether an instance has the data of a profile, though it may not answer just now. */
import path from 'node:path';
import { isHeld } from '../pid-lock';

export function isDataHeld(dataDir: string): boolean {
  return isHeld(path.join(dataDir, 'run', 'instance.lock'));
}
