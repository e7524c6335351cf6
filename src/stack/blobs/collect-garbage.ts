/** Finds blobs that nothing refers to. Age protects those whose job is not written yet. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BlobPaths } from './blob-paths';
import { isBlobHash, shardNames } from './blob-paths';
import type { Collected, CollectOptions } from './blob-store';
import { nullIfMissing } from './fs-blob-reader';
import { inParallel } from './in-parallel';

const listLength = 1000;

export interface Garbage {
  isReferenced: (hashes: string[]) => Promise<Set<string>>;
  /** Deletes the blob unless it was put again since `olderThan`. @returns its size, or null when it stays */
  remove: (sha256: string, olderThan: number) => Promise<number | null>;
}

export async function collect(
  paths: BlobPaths,
  garbage: Garbage,
  options: CollectOptions,
): Promise<Collected> {
  const olderThan = Date.now() - options.minAgeMs;
  const result: Collected = { removed: 0, removedBytes: 0, kept: 0 };
  for await (const old of lists(oldBlobs(paths, olderThan, result))) {
    options.signal?.throwIfAborted();
    const referenced = await garbage.isReferenced(old.map((blob) => blob.sha256));
    await inParallel(old, 4, async (blob) => {
      const isGarbage = !referenced.has(blob.sha256);
      const size =
        isGarbage && options.dryRun !== true ? await garbage.remove(blob.sha256, olderThan) : blob.sizeBytes;
      const isGone = isGarbage && size !== null;
      if (isGone && options.dryRun !== true) await options.onRemoved?.(blob.sha256);
      result.removed += isGone ? 1 : 0;
      result.removedBytes += isGone ? size : 0;
      result.kept += isGone ? 0 : 1;
    });
  }
  return result;
}

interface Found {
  sha256: string;
  sizeBytes: number;
  storedAt: number;
}

async function* oldBlobs(paths: BlobPaths, olderThan: number, result: Collected): AsyncGenerator<Found> {
  for await (const blob of allBlobs(paths)) {
    if (blob.storedAt < olderThan) yield blob;
    else result.kept += 1;
  }
}

/** Every blob of the store; other files are passed over. */
export async function* allBlobs(paths: BlobPaths): AsyncGenerator<Found> {
  for (const shard of shardNames) {
    const dir = path.join(paths.shards, shard);
    const names = (await readdir(dir).catch(nullIfMissing)) ?? [];
    for (const sha256 of names.filter((name) => isBlobHash(name) && name.startsWith(shard))) {
      const found = await stat(path.join(dir, sha256)).catch(nullIfMissing);
      if (found !== null) yield { sha256, sizeBytes: found.size, storedAt: found.mtimeMs };
    }
  }
}

async function* lists(blobs: AsyncIterable<Found>): AsyncGenerator<Found[]> {
  let list: Found[] = [];
  for await (const blob of blobs) {
    list.push(blob);
    if (list.length < listLength) continue;
    yield list;
    list = [];
  }
  if (list.length > 0) yield list;
}
