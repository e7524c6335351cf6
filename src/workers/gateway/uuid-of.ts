/** Keys of acts that no operator sent: the same one for the same text. */
import { createHash } from 'node:crypto';

/** The same text gives the same one. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
