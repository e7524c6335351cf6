/** Whether a file has this very content. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** False for what is no file, also for a link that leads to one: that is somebody's own. */
export async function holdsContent(at: string, sha256: string): Promise<boolean> {
  const found = await lstat(at).catch(() => null);
  if (!found?.isFile()) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(at), hash);
  return hash.digest('hex') === sha256;
}
