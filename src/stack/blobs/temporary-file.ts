/** A file that is written beside the store and moved into it as a whole, or vanishes. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';

const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;

export class TemporaryFile {
  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  static async create(dir: string): Promise<TemporaryFile> {
    // Threads and processes share the folder, and what a crash left stays a while.
    const filePath = path.join(dir, randomUUID());
    return new TemporaryFile(filePath, await open(filePath, flags, 0o600));
  }

  async write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) written += (await this.handle.write(bytes, written)).bytesWritten;
  }

  /** Moves it to its place; `flush` first, unless something else keeps the content. */
  async moveTo(target: string, options: { flush: boolean }): Promise<void> {
    if (options.flush) await this.handle.datasync();
    await this.handle.close();
    await rename(this.path, target);
  }

  /** After any failure, or when it is not needed. */
  async discard(): Promise<void> {
    await this.handle.close();
    await rm(this.path, { force: true });
  }
}
