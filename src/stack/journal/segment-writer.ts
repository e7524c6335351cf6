/** The segment that is being written: whole groups or nothing. */
import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { syncDirectory } from './durable';
import { segmentPath } from './segment-files';

export class SegmentWriter {
  /** Bytes that are durable. */
  size = 0;
  readonly path: string;

  private constructor(
    readonly firstSequence: number,
    private readonly handle: FileHandle,
    filePath: string,
  ) {
    this.path = filePath;
  }

  /** A new, empty segment whose name is durable. */
  static async create(dir: string, firstSequence: number): Promise<SegmentWriter> {
    const filePath = segmentPath(dir, firstSequence);
    const flags = constants.O_CREAT | constants.O_EXCL | constants.O_RDWR;
    const handle = await open(filePath, flags, 0o600);
    try {
      await syncDirectory(path.dirname(filePath));
    } catch (error) {
      await handle.close();
      await rm(filePath, { force: true });
      throw error;
    }
    return new SegmentWriter(firstSequence, handle, filePath);
  }

  /**
   * Writes and flushes; when it throws, nothing of the group is left in the file, and the segment must not be used
   * any more (after a failed flush the kernel may have dropped what it could not write).
   */
  async write(group: readonly Uint8Array[]): Promise<void> {
    const bytes = group.reduce((sum, frame) => sum + frame.length, 0);
    try {
      await this.writeAll(group.length === 1 ? group[0]! : Buffer.concat(group, bytes));
      await this.handle.datasync();
      this.size += bytes;
    } catch (error) {
      await this.handle.truncate(this.size);
      await this.handle.datasync();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  private async writeAll(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const step = await this.handle.write(bytes, written, bytes.length - written, this.size + written);
      written += step.bytesWritten;
    }
  }
}
