/** A temporary folder of its own for what is run, so that nothing stays behind of what was broken off. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const names = ['TMPDIR', 'TEMP', 'TMP'];

/**
 * While `work` is under way this is the temporary folder of this process and of those that it starts; then it is removed.
 * Its name is short, since paths of sockets are.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTempFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'fl-'));
  chmodSync(folder, 0o711); // a PostgreSQL server of the tests runs as another user
  const before = names.map((name) => process.env[name]);
  for (const name of names) process.env[name] = folder;
  try {
    return await work();
  } finally {
    names.forEach((name, k) => {
      if (before[k] === undefined) delete process.env[name];
      else process.env[name] = before[k];
    });
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
