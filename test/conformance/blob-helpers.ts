/** Sources and looks at folders for the blob suites. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { PutOptions } from '../../src/stack/blobs/blob-store';

export const run = promisify(execFile);
export const MiB = 1024 * 1024;
export const roomy: PutOptions = { maxBytes: 100 * MiB };
export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export async function* pieces(...list: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of list) yield await Promise.resolve(piece);
}

export async function joined(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const list: Uint8Array[] = [];
  for await (const piece of source) list.push(piece);
  return Buffer.concat(list);
}

/** Every file below, without the log, which is the store's own affair. */
export async function filesOf(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.seg')).map((entry) => entry.name);
}
