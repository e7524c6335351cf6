/** The blob store on a folder. One process opens it (the gateway); others read with `openFsBlobReader`. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { asSpaceError, syncDirectory } from '../journal/durable';
import { BlobPaths, checkedHash, shardNames } from './blob-paths';
import { headBytes } from './blob-store';
import type {
  BlobStore,
  BlobUsage,
  Collected,
  CollectOptions,
  PutFileOptions,
  PutOptions,
  PutResult,
} from './blob-store';
import { collect } from './collect-garbage';
import { DirectorySync } from './directory-sync';
import { FsBlobReader, hashOf, nullIfMissing } from './fs-blob-reader';
import { IntakeLog } from './intake-log';
import { KeyedLock } from './keyed-lock';
import { limited, refuseTooLarge } from './limited-source';
import { restoreLeftovers } from './restore-leftovers';
import { headOf, openSourceFile, piecesOf } from './source-file';
import { SpaceGuard } from './space-guard';
import type { Grant, SpaceLimits } from './space-guard';
import { StoreSize } from './store-size';
import { TemporaryFile } from './temporary-file';

/** A write costs a turn of the event loop and of the thread pool, however small it is. */
const writtenAtOnce = 1024 * 1024;

export interface FsBlobStoreOptions extends SpaceLimits {
  /** E.g. `<dataDir>/blobs`; made if need be, 0700. */
  dir: string;
}

/** Opens the store: makes folders, removes temporary files, mends what an unclean end left. */
export async function openFsBlobStore(options: FsBlobStoreOptions): Promise<BlobStore> {
  const paths = new BlobPaths(options.dir);
  await makeFolders(paths);
  const temporaryFiles = await removeTemporaryFiles(paths);
  const directories = new DirectorySync();
  const log = await IntakeLog.open(paths, directories);
  const restoredBlobs = await restoreLeftovers(paths, log);
  return new FsBlobStore(paths, {
    log,
    directories,
    limits: options,
    report: { restoredBlobs, temporaryFiles },
  });
}

interface Parts {
  log: IntakeLog;
  directories: DirectorySync;
  limits: SpaceLimits;
  report: BlobStore['report'];
}

class FsBlobStore extends FsBlobReader implements BlobStore {
  readonly report: BlobStore['report'];
  private readonly space: SpaceGuard;
  private readonly sizeAtOpening: StoreSize;
  private readonly locks = new KeyedLock();

  constructor(
    paths: BlobPaths,
    private readonly parts: Parts,
  ) {
    super(paths);
    this.report = parts.report;
    this.sizeAtOpening = new StoreSize(paths);
    this.space = new SpaceGuard(paths.root, parts.limits, this.sizeAtOpening.bytes);
  }

  async put(source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<PutResult> {
    const pieces = limited(source, options);
    const first: Uint8Array[] = [];
    let bytes = 0;
    try {
      // The step that goes over the head is the first of the large path.
      for (let step = await pieces.next(); step.done !== true; step = await pieces.next()) {
        first.push(step.value);
        bytes += step.value.length;
        if (bytes > headBytes) return await this.putLarge(first, pieces);
      }
      return await this.putSmall(first.length === 1 ? first[0]! : Buffer.concat(first, bytes));
    } catch (error) {
      throw asSpaceError(error, 'the file could not be stored');
    } finally {
      await pieces.return(undefined);
    }
  }

  async putFile(filePath: string, options: PutFileOptions): Promise<PutResult> {
    options.signal?.throwIfAborted();
    const file = await openSourceFile(filePath);
    try {
      refuseTooLarge(file.sizeBytes, options.maxBytes);
      if (options.admit && file.sizeBytes > headBytes)
        options.admit({ sizeBytes: file.sizeBytes, head: await headOf(filePath, file) });
      return await this.put(piecesOf(filePath, file), options);
    } finally {
      await file.handle.close();
    }
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.stat(sha256)) !== null;
  }

  async remove(sha256: string): Promise<boolean> {
    return (await this.removeOlder(checkedHash(sha256), Infinity)) !== null;
  }

  usage(): Promise<BlobUsage> {
    return this.space.usage();
  }

  collectGarbage(
    isReferenced: (hashes: string[]) => Promise<Set<string>>,
    options: CollectOptions,
  ): Promise<Collected> {
    const remove = (sha256: string, olderThan: number) => this.removeOlder(sha256, olderThan);
    return collect(this.paths, { isReferenced, remove }, options);
  }

  close(): Promise<void> {
    return this.parts.log.close();
  }

  /** The whole content is here: the log makes it durable while its file is written. */
  private async putSmall(bytes: Uint8Array): Promise<PutResult> {
    const sha256 = hashOf(bytes);
    const result = { sha256, sizeBytes: bytes.length, head: bytes };
    return this.locks.run(sha256, async () => {
      if (await this.isThere(sha256, bytes.length)) return { ...result, existed: true };
      await this.withSpace(bytes.length, () => this.placeSmall(sha256, bytes));
      return { ...result, existed: false };
    });
  }

  private async placeSmall(sha256: string, bytes: Uint8Array): Promise<void> {
    this.sizeAtOpening.appearing(sha256);
    const target = this.paths.fileOf(sha256);
    const [logged, placed] = await Promise.allSettled([
      this.parts.log.add(sha256, bytes),
      this.placeFile(target, bytes),
    ]);
    if (logged.status === 'fulfilled' && placed.status === 'fulfilled') {
      this.parts.log.placed(logged.value, sha256);
      return;
    }
    if (logged.status === 'fulfilled') this.parts.log.dropped(logged.value);
    await rm(target, { force: true });
    throw logged.status === 'rejected' ? logged.reason : (placed as PromiseRejectedResult).reason;
  }

  private async placeFile(target: string, bytes: Uint8Array): Promise<void> {
    const file = await TemporaryFile.create(this.paths.temporary);
    try {
      await file.write(bytes);
      await file.moveTo(target, { flush: false });
    } catch (error) {
      await file.discard();
      throw error;
    }
  }

  /** Streams to a temporary file; its hash, and so its place, is known at the end. */
  private async putLarge(first: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>): Promise<PutResult> {
    const file = await TemporaryFile.create(this.paths.temporary);
    const grants: Grant[] = [];
    const hash = createHash('sha256');
    let sizeBytes = 0;
    let gathered: Uint8Array[] = [...first];
    let gatheredBytes = first.reduce((sum, piece) => sum + piece.length, 0);
    const write = async () => {
      grants.push(await this.space.grant(gatheredBytes));
      for (const piece of gathered) hash.update(piece);
      await file.write(...gathered);
      sizeBytes += gatheredBytes;
      gathered = [];
      gatheredBytes = 0;
    };
    try {
      for await (const piece of rest) {
        gathered.push(piece);
        gatheredBytes += piece.length;
        if (gatheredBytes >= writtenAtOnce) await write();
      }
      if (gatheredBytes > 0) await write();
      const sha256 = hash.digest('hex');
      const existed = await this.locks.run(sha256, () => this.placeLarge(file, sha256, sizeBytes));
      for (const grant of grants)
        if (existed) grant.drop();
        else grant.keep();
      return { sha256, sizeBytes, existed, head: Buffer.concat(first).subarray(0, headBytes) };
    } catch (error) {
      for (const grant of grants) grant.drop();
      await file.discard();
      throw error;
    }
  }

  /** @returns whether it was there */
  private async placeLarge(file: TemporaryFile, sha256: string, sizeBytes: number): Promise<boolean> {
    if (await this.isThere(sha256, sizeBytes)) {
      await file.discard();
      return true;
    }
    this.sizeAtOpening.appearing(sha256);
    await file.moveTo(this.paths.fileOf(sha256), { flush: true });
    await this.parts.directories.flush(this.paths.shardOf(sha256));
    return false;
  }

  /** Of another size it is what a power cut left, and is written anew. Its age counts from now again. */
  private async isThere(sha256: string, sizeBytes: number): Promise<boolean> {
    const file = this.paths.fileOf(sha256);
    const found = await stat(file).catch(nullIfMissing);
    if (found?.size !== sizeBytes) return false;
    const now = new Date();
    await utimes(file, now, now);
    return true;
  }

  private async withSpace(bytes: number, work: () => Promise<void>): Promise<void> {
    const grant = await this.space.grant(bytes);
    try {
      await work();
      grant.keep();
    } catch (error) {
      grant.drop();
      throw error;
    }
  }

  private removeOlder(sha256: string, olderThan: number): Promise<number | null> {
    return this.locks.run(sha256, async () => {
      const found = await this.stat(sha256);
      if (found === null || found.storedAt >= olderThan) return null;
      await rm(this.paths.fileOf(sha256), { force: true });
      this.space.released(found.sizeBytes);
      return found.sizeBytes;
    });
  }
}

async function makeFolders(paths: BlobPaths): Promise<void> {
  await mkdir(paths.temporary, { recursive: true, mode: 0o700 });
  await mkdir(paths.shards, { recursive: true, mode: 0o700 });
  const there = new Set(await readdir(paths.shards));
  const missing = shardNames.filter((name) => !there.has(name));
  for (const name of missing) await mkdir(path.join(paths.shards, name), { mode: 0o700 });
  if (missing.length > 0) await syncDirectory(paths.shards);
  await syncDirectory(paths.root);
}

async function removeTemporaryFiles(paths: BlobPaths): Promise<number> {
  const names = await readdir(paths.temporary);
  await Promise.all(
    names.map((name) => rm(path.join(paths.temporary, name), { recursive: true, force: true })),
  );
  return names.length;
}
