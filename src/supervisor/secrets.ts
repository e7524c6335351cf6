/** Secrets and facts of a running instance, kept for the user alone. */
import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What programs of the same user need to reach the instance (`InstanceFile` of the contract). */
export function writeInstanceFile(
  dataDir: string,
  facts: { url: string; key: string; pid: number; shell: string },
): () => void {
  const file = path.join(dataDir, 'run', 'instance.json');
  writeFileSync(`${file}.new`, JSON.stringify(facts), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return () => rmSync(file, { force: true });
}
