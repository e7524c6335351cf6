/** The secret that signs the cookies of browsers. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Kept, so that a restart does not sign browsers out. */
export function sessionSecret(dataDir: string): string {
  const file = path.join(dataDir, 'run', 'session.secret');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const secret = randomBytes(32).toString('base64url');
    writeFileSync(file, secret, { mode: 0o600 });
    return secret;
  }
}
