/** Members of zip archives, with limits: an archive may claim and hold anything. */
import type { ZipFile } from 'yauzl';
import { openPromise } from 'yauzl';
import { messageOf } from '#contract/errors';
import { UnusableRaster } from '../raster';

/** A sheet of the world map has 24 cells; whole countries come in archives of hundreds. */
const MAX_MEMBERS = 5_000;

export interface ZipMember {
  name: string;
  /** Uncompressed, as the archive claims. */
  bytes: number;
}

/** @throws UnusableRaster when it is no archive or has too many members, or an error of the file system */
export async function listZip(path: string): Promise<ZipMember[]> {
  return inZip(path, async (zip) => {
    if (zip.entryCount > MAX_MEMBERS) throw new UnusableRaster(`it has more than ${MAX_MEMBERS} members`);
    const members: ZipMember[] = [];
    for await (const { fileName, uncompressedSize } of zip.eachEntry()) {
      members.push({ name: fileName, bytes: uncompressedSize });
    }
    return members;
  });
}

/** @throws UnusableRaster when there is no such member or its content is not `size` bytes; as `listZip` */
export async function readZipMember(path: string, name: string, size: number): Promise<Buffer> {
  return inZip(path, async (zip) => {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== name) continue;
      if (entry.uncompressedSize !== size) break;
      const chunks: Buffer[] = [];
      // yauzl ends the stream with an error as soon as it gives more than the archive claims.
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    }
    throw new UnusableRaster(`it has no member ${name} of ${size} bytes`);
  });
}

async function inZip<T>(path: string, use: (zip: ZipFile) => Promise<T>): Promise<T> {
  let zip: ZipFile | null = null;
  try {
    zip = await openPromise(path, { autoClose: false });
    return await use(zip);
  } catch (error) {
    if (error instanceof UnusableRaster || isSystemError(error)) throw error;
    throw new UnusableRaster(`the archive cannot be read (${messageOf(error)})`, { cause: error });
  } finally {
    zip?.close();
  }
}

/** From the file system, not from the content. zlib's errors have codes too, but no system call. */
const isSystemError = (error: unknown) => error instanceof Error && 'syscall' in error;
