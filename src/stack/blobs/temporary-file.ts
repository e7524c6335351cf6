/** A file that is written beside the store and moved into it as a whole, or vanishes. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';

const flushedAtOnce = 8 * 1024 * 1024;
const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;

export class TemporaryFile {
  private unflushedBytes = 0;
  private flushing: Promise<void> | null = null;
  /** A flush that failed is told of once by the system: the next one says that all is well. */
  private failure: Error | null = null;

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  static async create(dir: string): Promise<TemporaryFile> {
    // Threads and processes share the folder, and what a crash left stays a while.
    const filePath = path.join(dir, randomUUID());
    return new TemporaryFile(filePath, await open(filePath, flags, 0o600));
  }

  async write(...pieces: readonly Uint8Array[]): Promise<void> {
    for (let left: readonly Uint8Array[] = pieces; left.length > 0;)
      left = unwritten(left, (await this.handle.writev([...left])).bytesWritten);
    this.unflushedBytes += pieces.reduce((sum, { length }) => sum + length, 0);
    if (this.unflushedBytes >= flushedAtOnce) this.startFlush();
  }

  /** Moves it to its place; `flush` first, unless something else keeps the content. */
  async moveTo(target: string, options: { flush: boolean }): Promise<void> {
    await this.flushing;
    if (options.flush) {
      if (this.failure) throw this.failure;
      await this.handle.datasync();
    }
    await this.handle.close();
    await rename(this.path, target);
  }

  /** After any failure, or when it is not needed. */
  async discard(): Promise<void> {
    await this.flushing;
    await this.handle.close();
    await rm(this.path, { force: true });
  }

  /** Of a large file the disk takes the beginning while the rest still comes; one flush at the end would take as long again. */
  private startFlush(): void {
    if (this.flushing) return;
    this.unflushedBytes = 0;
    this.flushing = this.handle
      .datasync()
      .catch((error: unknown) => {
        this.failure ??= error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => (this.flushing = null));
  }
}

/** What is left of the pieces after so many bytes of them. */
function unwritten(pieces: readonly Uint8Array[], written: number): Uint8Array[] {
  let passed = 0;
  return pieces.flatMap((piece) => {
    const from = Math.max(0, Math.min(piece.length, written - passed));
    passed += piece.length;
    return from < piece.length ? [piece.subarray(from)] : [];
  });
}
