/**
 * Makes small blobs durable cheaply: their bytes go into a log (many share one flush), their files are flushed later.
 * Until then the log is what a power cut cannot take. Flushing file and directory of each would be a third of the
 * speed; see docs/decisions.
 */
import { open } from 'node:fs/promises';
import { FramedLog } from '../journal/framed-log';
import { systemCode } from '../journal/durable';
import { SettledPositions } from '../journal/settled-positions';
import { listSegments, readSegment } from '../journal/segment-files';
import { frameKinds } from '../journal/frame';
import type { BlobPaths } from './blob-paths';
import type { DirectorySync } from './directory-sync';
import { inParallel } from './in-parallel';

const hashBytes = 32;
const segmentBytes = 16 * 1024 * 1024;
/** Files are flushed once nothing was added for so long… */
const quietMs = 500;
/** …or as soon as so many wait. */
const mostUnflushed = 20_000;

export interface LoggedBlob {
  sha256: string;
  bytes: Uint8Array;
  position: number;
}

export class IntakeLog {
  private unflushed = new Map<number, string>();
  private readonly positions = new SettledPositions();
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly log: FramedLog,
    private readonly paths: BlobPaths,
    private readonly directories: DirectorySync,
  ) {}

  static async open(paths: BlobPaths, directories: DirectorySync): Promise<IntakeLog> {
    return new IntakeLog(await FramedLog.open(paths.log, { segmentBytes }), paths, directories);
  }

  /** Blobs whose files were perhaps not flushed when the process ended. */
  async *leftovers(): AsyncGenerator<LoggedBlob> {
    for await (const { position, bytes } of this.log.records()) yield { ...decode(bytes), position };
  }

  /** Durable when it resolves. The caller then says `placed`, or `dropped`. */
  async add(sha256: string, bytes: Uint8Array): Promise<number> {
    const position = await this.log.append(Buffer.concat([Buffer.from(sha256, 'hex'), bytes]));
    this.positions.add(position);
    return position;
  }

  /** The blob's file is in its place, and will be flushed. */
  placed(position: number, sha256: string): void {
    this.positions.add(position);
    this.unflushed.set(position, sha256);
    if (this.unflushed.size >= mostUnflushed) this.startFlush();
    else this.schedule();
  }

  dropped(position: number): void {
    this.positions.settle(position);
  }

  /** Flushes every file that waits and lets the log forget them. */
  async flush(): Promise<void> {
    this.startFlush();
    await this.flushing;
  }

  async close(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    await this.flush();
    await this.log.close();
  }

  private schedule(): void {
    if (this.timer !== null) {
      this.timer.refresh();
      return;
    }
    this.timer = setTimeout(() => this.startFlush(), quietMs);
    this.timer.unref();
  }

  private startFlush(): void {
    // A failed flush loses nothing: the log keeps its records, and they are mended at the next opening.
    this.flushing = this.flushing.then(() => this.flushNow()).catch(() => undefined);
  }

  private async flushNow(): Promise<void> {
    const batch = this.unflushed;
    if (batch.size === 0) return;
    this.unflushed = new Map();
    const hashes = new Set(batch.values());
    await inParallel(hashes, 2, (sha256) => flushFile(this.paths.fileOf(sha256)));
    const shards = new Set([...hashes].map((sha256) => this.paths.shardOf(sha256)));
    await inParallel(shards, 2, (shard) => this.directories.flush(shard));
    for (const position of batch.keys()) this.positions.settle(position);
    await this.log.checkpoint(this.positions.settledUpTo);
  }
}

/**
 * The bytes of a blob in the log, for processes that only read. Slow: it reads the log. For the moments after a
 * power cut, when an engine is quicker than the one who mends the files.
 */
export async function findInLog(paths: BlobPaths, sha256: string): Promise<Uint8Array | null> {
  const files = await listSegments(paths.log).catch(() => []);
  for (const file of files) {
    const content = await readSegment(file, null).catch(() => null);
    for (const frame of content?.frames ?? []) {
      if (frame.kind !== frameKinds.record) continue;
      const blob = decode(frame.payload);
      if (blob.sha256 === sha256) return blob.bytes;
    }
  }
  return null;
}

function decode(record: Uint8Array): { sha256: string; bytes: Uint8Array } {
  const sha256 = Buffer.from(record.subarray(0, hashBytes)).toString('hex');
  return { sha256, bytes: record.subarray(hashBytes) };
}

async function flushFile(path: string): Promise<void> {
  try {
    const handle = await open(path, 'r+');
    try {
      await handle.datasync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Removed meanwhile.
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}
