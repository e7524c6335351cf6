/** Reads blobs of a folder: what engine processes open, and the reading half of the store. */
import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { FlightlineError } from '#contract/errors';
import { systemCode } from '../journal/durable';
import { BlobPaths } from './blob-paths';
import type { BlobSource, BlobStat, ByteRange } from './blob-store';
import { findInLog } from './intake-log';

const pieceBytes = 256 * 1024;

export class FsBlobReader implements BlobSource {
  constructor(protected readonly paths: BlobPaths) {}

  async read(sha256: string): Promise<Uint8Array> {
    const file = this.paths.fileOf(sha256);
    const bytes = await readFile(file).catch(nullIfMissing);
    if (bytes !== null && hashOf(bytes) === sha256) return bytes;
    const logged = await findInLog(this.paths, sha256);
    if (logged !== null) return logged;
    if (bytes === null) throw notFound(sha256);
    throw new FlightlineError(
      'BLOB_CORRUPT',
      `The stored file ${sha256} does not have the content of its name any more.`,
    );
  }

  async *stream(sha256: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const handle = await open(this.paths.fileOf(sha256), 'r').catch(nullIfMissing);
    if (handle === null) {
      const bytes = await this.read(sha256);
      yield range === undefined ? bytes : bytes.subarray(range.start, range.end + 1);
      return;
    }
    try {
      let position = range?.start ?? 0;
      const end = range === undefined ? Infinity : range.end + 1;
      while (position < end) {
        const piece = Buffer.allocUnsafe(Math.min(pieceBytes, end - position));
        const { bytesRead } = await handle.read(piece, 0, piece.length, position);
        if (bytesRead === 0) return;
        position += bytesRead;
        yield piece.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  }

  async part(sha256: string, start: number, end: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    if (end > start)
      for await (const piece of this.stream(sha256, { start, end: end - 1 })) pieces.push(piece);
    return pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
  }

  async stat(sha256: string): Promise<BlobStat | null> {
    const found = await stat(this.paths.fileOf(sha256)).catch(nullIfMissing);
    return found === null ? null : { sizeBytes: found.size, storedAt: found.mtimeMs };
  }
}

/** For processes that only read; the store itself may be open elsewhere. */
export function openFsBlobReader(dir: string): BlobSource {
  return new FsBlobReader(new BlobPaths(dir));
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function nullIfMissing(error: unknown): null {
  if (systemCode(error) === 'ENOENT') return null;
  throw error;
}

function notFound(sha256: string): FlightlineError {
  return new FlightlineError('BLOB_NOT_FOUND', `There is no stored file ${sha256}.`);
}
