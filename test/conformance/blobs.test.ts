/** What a blob store promises: content in, content out, durable, within its limits, nothing half done. */
import { chmod, mkdtemp, readFile, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FlightlineError } from '#contract/errors';
import { type BlobStore, headBytes } from '../../src/stack/blobs/blob-store';
import { openFsBlobStore } from '../../src/stack/blobs/fs-blob-store';
import { openFsBlobReader } from '../../src/stack/blobs/fs-blob-reader';
import { MiB, filesOf, hashOf, joined, pieces, roomy, run } from './blob-helpers';

describe('the blob store on a folder', () => {
  let root: string;
  let dir: string;
  let store: BlobStore;
  const reopen = async (limits: { quotaBytes?: number; minFreeBytes?: number } = {}) => {
    await store.close();
    store = await openFsBlobStore({
      dir,
      quotaBytes: limits.quotaBytes ?? null,
      minFreeBytes: limits.minFreeBytes ?? 0,
    });
  };

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'flightline-blobs-'));
    dir = path.join(root, 'store');
    store = await openFsBlobStore({ dir, quotaBytes: null, minFreeBytes: 0 });
  });
  afterEach(async () => {
    await store.close();
    await rm(root, { recursive: true });
  });

  const small = Buffer.from('AXXX001 a small flight');
  const large = Buffer.alloc(3 * MiB, 'a large flight ');

  it.each([
    ['empty', Buffer.alloc(0)],
    ['small', small],
    ['64 KiB', Buffer.alloc(64 * 1024, 1)],
    ['a byte more', Buffer.alloc(64 * 1024 + 1, 2)],
    ['large', large],
  ])('stores and reads: %s', async (_name, bytes) => {
    const put = await store.put(pieces(bytes.subarray(0, 10), bytes.subarray(10)), roomy);
    expect(put).toMatchObject({ sha256: hashOf(bytes), sizeBytes: bytes.length, existed: false });
    expect(bytes.subarray(0, 64 * 1024).equals(put.head)).toBe(true);
    expect(bytes.equals(await store.read(put.sha256))).toBe(true);
    expect(bytes.equals(await joined(store.stream(put.sha256)))).toBe(true);
    expect(await joined(store.stream(put.sha256, { start: 5, end: 9 }))).toEqual(bytes.subarray(5, 10));
    expect(await store.stat(put.sha256)).toMatchObject({ sizeBytes: bytes.length });
    await reopen();
    expect(bytes.equals(await openFsBlobReader(dir).read(put.sha256))).toBe(true);
  });

  it.each([
    ['small', small],
    ['large', large],
  ])('stores the same content once: %s', async (_name, bytes) => {
    const [first, second] = await Promise.all([
      store.put(pieces(bytes), roomy),
      store.put(pieces(bytes), roomy),
    ]);
    expect([first.existed, second.existed].sort()).toEqual([false, true]);
    expect((await store.put(pieces(bytes), roomy)).existed).toBe(true);
    expect(await filesOf(dir)).toEqual([first.sha256]);
    expect((await store.usage()).usedBytes).toBe(bytes.length);
  });

  it.each([
    '../../etc/passwd',
    'a'.repeat(63),
    'A'.repeat(64),
    `${'a'.repeat(64)}/`,
    '',
    `${'a'.repeat(63)}\0`,
  ])('takes no name that is not a hash: %j', async (name) => {
    for (const use of [
      () => store.read(name),
      () => store.stat(name),
      () => store.remove(name),
      () => joined(store.stream(name)),
    ]) {
      await expect(use()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  it('says what is not there and what was damaged', async () => {
    const { sha256 } = await store.put(pieces(large), roomy);
    await expect(store.read('0'.repeat(64))).rejects.toMatchObject({ code: 'BLOB_NOT_FOUND' });
    await expect(joined(store.stream('0'.repeat(64)))).rejects.toMatchObject({ code: 'BLOB_NOT_FOUND' });
    expect(await store.has('0'.repeat(64))).toBe(false);
    await truncate(path.join(dir, 'sha256', sha256.slice(0, 2), sha256), 100);
    await expect(store.read(sha256)).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
    expect((await store.put(pieces(large), roomy)).existed).toBe(false);
    expect(large.equals(await store.read(sha256))).toBe(true);
  });

  it('keeps files to their owner', async () => {
    const { sha256 } = await store.put(pieces(small), roomy);
    expect((await stat(path.join(dir, 'sha256', sha256.slice(0, 2), sha256))).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(dir, 'sha256'))).mode & 0o077).toBe(0);
  });

  describe('leaves nothing behind when a put ends early:', () => {
    afterEach(async () => expect(await filesOf(dir)).toEqual([]));

    it.each([100, 2 * MiB])('a source that breaks after %i bytes', async (bytes) => {
      const breaking = (async function* () {
        yield* pieces(Buffer.alloc(bytes));
        throw new Error('connection reset');
      })();
      await expect(store.put(breaking, roomy)).rejects.toThrow('connection reset');
    });

    it('a source that ends before what was announced', async () => {
      const put = store.put(pieces(large), { ...roomy, expectedBytes: large.length + 1 });
      await expect(put).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    });

    it('a source that stalls, and a signal', async () => {
      const control = new AbortController();
      const stalling: AsyncIterable<Uint8Array> = {
        [Symbol.asyncIterator]: () => ({
          next() {
            queueMicrotask(() => control.abort(new Error('operator cancelled')));
            return new Promise<never>(() => undefined);
          },
        }),
      };
      await expect(store.put(stalling, { ...roomy, signal: control.signal })).rejects.toThrow(
        'operator cancelled',
      );
    });

    it.each([10, 80_000, 2 * MiB])('more than %i bytes allowed', async (maxBytes) => {
      await expect(store.put(pieces(large), { maxBytes })).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    });

    it('a full quota', async () => {
      await reopen({ quotaBytes: MiB });
      await expect(store.put(pieces(large), roomy)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
      expect(await store.usage()).toMatchObject({ usedBytes: 0, quotaBytes: MiB });
    });

    it('a disk that must keep more free than it has', async () => {
      await reopen({ minFreeBytes: Number.MAX_SAFE_INTEGER });
      await expect(store.put(pieces(small), roomy)).rejects.toMatchObject({ code: 'NO_SPACE' });
    });
  });

  describe('putFile', () => {
    it('stores a file of this machine', async () => {
      const file = path.join(root, 'flight.igc');
      await writeFile(file, small);
      expect(await store.putFile(file, roomy)).toMatchObject({
        sha256: hashOf(small),
        sizeBytes: small.length,
      });
      expect(await readFile(file)).toEqual(small);
    });

    it('refuses what is no regular file, at once and with a reason', async () => {
      await symlink('/etc/hostname', path.join(root, 'link'));
      await run('mkfifo', [path.join(root, 'pipe')]);
      const refusal = (name: string) =>
        store.putFile(path.join(root, name), roomy).catch((error: unknown) => error);
      expect(await refusal('none')).toMatchObject({ code: 'FILE_NOT_FOUND' });
      expect(await refusal('store')).toMatchObject({ code: 'FILE_UNREADABLE' });
      expect(await refusal('link')).toMatchObject({ code: 'FILE_UNREADABLE' });
      expect(await refusal('pipe')).toMatchObject({ code: 'FILE_UNREADABLE' });
      expect(await store.putFile('/dev/zero', roomy).catch((error: unknown) => error)).toMatchObject({
        code: 'FILE_UNREADABLE',
      });
    });

    it.skipIf(userInfo().uid === 0)('refuses what it may not read (root may read all)', async () => {
      const file = path.join(root, 'secret');
      await writeFile(file, small);
      await chmod(file, 0);
      await expect(store.putFile(file, roomy)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    });

    it('refuses 2 GB of nothing before it reads a byte', async () => {
      const file = path.join(root, 'zeros.igc');
      await writeFile(file, '');
      await truncate(file, 2 * 1024 * MiB);
      await expect(store.putFile(file, roomy)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    });
  });

  it('shows a large file by its first bytes before it stores it', async () => {
    const file = path.join(root, 'large.bin');
    await writeFile(file, large);
    const admit = vi.fn(() => {
      throw new FlightlineError('UNKNOWN_TYPE', 'Nobody reads it.');
    });
    await expect(store.putFile(file, { ...roomy, admit })).rejects.toMatchObject({ code: 'UNKNOWN_TYPE' });
    expect(admit).toHaveBeenCalledExactlyOnceWith({
      sizeBytes: large.length,
      head: large.subarray(0, headBytes),
    });
    expect(await store.usage()).toMatchObject({ usedBytes: 0 });
    expect(await store.putFile(file, { ...roomy, admit: () => undefined })).toMatchObject({
      sha256: hashOf(large),
    });
  });

  describe('after a crash', () => {
    // The log forgets a blob a moment after it was put, when its file is flushed: the crash comes before.
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
    afterEach(() => void vi.useRealTimers());

    /** The store's folder as a kill -9 leaves it now, opened anew. */
    const crash = async () => {
      const copy = path.join(root, 'after');
      await run('cp', ['-a', dir, copy]);
      return { copy, open: () => openFsBlobStore({ dir: copy, quotaBytes: null, minFreeBytes: 0 }) };
    };

    it('removes what was not moved into place yet', async () => {
      await writeFile(path.join(dir, 'tmp', '1-1'), large);
      const { copy, open } = await crash();
      const again = await open();
      expect(again.report.temporaryFiles).toBe(1);
      expect(await filesOf(copy)).toEqual([]);
      await again.close();
      await rm(path.join(dir, 'tmp', '1-1'));
    });

    it.each(['missing', 'empty'])(
      'gives a small blob its file again that a power cut left %s',
      async (left) => {
        const { sha256 } = await store.put(pieces(small), roomy);
        const { copy, open } = await crash();
        const file = path.join(copy, 'sha256', sha256.slice(0, 2), sha256);
        await (left === 'missing' ? rm(file) : truncate(file));
        expect(Buffer.from(await openFsBlobReader(copy).read(sha256))).toEqual(small);
        const again = await open();
        expect(again.report.restoredBlobs).toBe(1);
        expect(await readFile(file)).toEqual(small);
        await again.close();
        const third = await open();
        expect(third.report.restoredBlobs).toBe(0);
        await third.close();
      },
    );

    it('has nothing to mend after an orderly end', async () => {
      await store.put(pieces(small), roomy);
      await reopen();
      expect(store.report).toEqual({ restoredBlobs: 0, temporaryFiles: 0 });
    });
  });

  describe('collection', () => {
    const hour = 3_600_000;
    const age = async (sha256: string) => {
      const then = new Date(Date.now() - 2 * hour);
      await utimes(path.join(dir, 'sha256', sha256.slice(0, 2), sha256), then, then);
    };

    it('removes old blobs that nothing refers to, and nothing else', async () => {
      const [kept, old, young] = await Promise.all(
        ['kept', 'old', 'young'].map((text) => store.put(pieces(Buffer.from(text)), roomy)),
      );
      await age(kept!.sha256);
      await age(old!.sha256);
      await writeFile(path.join(dir, 'sha256', '00', 'stranger'), '');
      const asked: string[][] = [];
      const isReferenced = (hashes: string[]) => {
        asked.push(hashes);
        return Promise.resolve(new Set([kept!.sha256]));
      };
      const dry = await store.collectGarbage(isReferenced, { minAgeMs: hour, dryRun: true });
      expect(dry).toEqual({ removed: 1, removedBytes: 3, kept: 2 });
      expect(await store.collectGarbage(isReferenced, { minAgeMs: hour })).toEqual({
        removed: 1,
        removedBytes: 3,
        kept: 2,
      });
      expect(asked.flat()).not.toContain(young!.sha256);
      expect((await filesOf(dir)).sort()).toEqual([kept!.sha256, 'stranger', young!.sha256].sort());
      expect((await store.usage()).usedBytes).toBe(9);
    });

    it('spares a blob that is put again while it decides', async () => {
      const { sha256 } = await store.put(pieces(small), roomy);
      await age(sha256);
      const collected = await store.collectGarbage(
        async () => {
          await store.put(pieces(small), roomy);
          return new Set();
        },
        { minAgeMs: hour },
      );
      expect(collected).toMatchObject({ removed: 0, kept: 1 });
      expect(await store.has(sha256)).toBe(true);
    });

    it('forgets what was removed', async () => {
      const { sha256 } = await store.put(pieces(small), roomy);
      expect(await store.remove(sha256)).toBe(true);
      expect(await store.remove(sha256)).toBe(false);
      expect((await store.put(pieces(small), roomy)).existed).toBe(false);
    });
  });
});
