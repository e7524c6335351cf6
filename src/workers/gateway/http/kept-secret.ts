/** Secrets of the instance's own, e.g. the one that signs the cookies of browsers. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Kept in a file that only the user may read, so that a restart neither signs browsers out nor breaks signatures. */
export function keptSecret(dataDir: string, name: 'session' | 'webhooks'): string {
  const file = path.join(dataDir, 'run', `${name}.secret`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const secret = randomBytes(32).toString('base64url');
    writeFileSync(file, secret, { mode: 0o600 });
    return secret;
  }
}
