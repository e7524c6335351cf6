/** What the blob store does when the disk is full: a small tmpfs stands for it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../../src/stack/blobs/blob-store';
import { openFsBlobStore } from '../../src/stack/blobs/fs-blob-store';
import { MiB, filesOf, pieces, roomy, run } from './blob-helpers';

const cannotMount =
  userInfo().uid === 0 && process.platform === 'linux' ? null : 'only root on Linux can mount a tmpfs';

describe.skipIf(cannotMount !== null)(
  `a full disk${cannotMount === null ? '' : `: not here, ${cannotMount}`}`,
  () => {
    let root: string;
    let disk: string;
    let store: BlobStore;

    beforeEach(async () => {
      root = await mkdtemp(path.join(tmpdir(), 'flightline-full-'));
      disk = path.join(root, 'disk');
      await mkdir(disk);
      await run('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]);
      store = await openFsBlobStore({ dir: path.join(disk, 'store'), quotaBytes: null, minFreeBytes: 0 });
    });
    afterEach(async () => {
      await store.close();
      await run('umount', [disk]);
      await rm(root, { recursive: true });
    });

    it('refuses a large file and has room again', async () => {
      await expect(store.put(pieces(Buffer.alloc(3 * MiB)), roomy)).rejects.toMatchObject({
        code: 'NO_SPACE',
      });
      expect(await filesOf(disk)).toEqual([]);
      expect((await store.put(pieces(Buffer.alloc(MiB)), roomy)).existed).toBe(false);
    });

    it('refuses when others fill the disk between the check and the write', async () => {
      const filler = path.join(disk, 'filler');
      const filling = (async function* () {
        yield Buffer.alloc(100 * 1024);
        // The store believes its last look at the disk for half a second.
        await writeFile(filler, Buffer.alloc(4 * MiB)).catch(() => undefined);
        yield Buffer.alloc(MiB);
      })();
      await expect(store.put(filling, roomy)).rejects.toMatchObject({ code: 'NO_SPACE' });
      expect(await filesOf(disk)).toEqual(['filler']);
    });

    it('refuses small files one by one, keeps what it took, and goes on when there is room', async () => {
      const taken: string[] = [];
      const refused: unknown[] = [];
      for (let index = 0; index < 60; index += 1) {
        const bytes = Buffer.alloc(30 * 1024, index);
        await store.put(pieces(bytes), roomy).then(
          (put) => taken.push(put.sha256),
          (error: unknown) => refused.push(error),
        );
      }
      expect(refused.length).toBeGreaterThan(0);
      for (const error of refused) expect(error).toMatchObject({ code: 'NO_SPACE' });
      for (const sha256 of taken) expect(await store.has(sha256)).toBe(true);
      expect((await filesOf(disk)).sort()).toEqual([...taken].sort());
      for (const sha256 of taken) await store.remove(sha256);
      expect((await store.put(pieces(Buffer.from('again')), roomy)).existed).toBe(false);
    });
  },
);
