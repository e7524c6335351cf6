import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { placeFile } from './place-file';

/** As FAT and exFAT answer, which memory cards and sticks have. */
const link = () => Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' }));

it('copies where there are no hard links, still over nothing, and says so of links', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'place-file-'));
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('one');
  }
  const place = (name: string, how: 'copy' | 'link') =>
    placeFile(
      { blobs: { stream }, blobsDir: dir, link },
      { sha256: '0'.repeat(64), target: path.join(dir, name), how, signal: new AbortController().signal },
    );
  await place('a.jpg', 'copy');
  expect(readFileSync(path.join(dir, 'a.jpg'), 'utf8')).toBe('one');
  writeFileSync(path.join(dir, 'b.jpg'), 'mine');
  await expect(place('b.jpg', 'copy')).rejects.toThrow(/it was left as it is/);
  await expect(place('c.jpg', 'link')).rejects.toThrow(/choose to copy/);
  expect(readdirSync(dir).sort()).toEqual(['a.jpg', 'b.jpg']);
  rmSync(dir, { recursive: true });
});
