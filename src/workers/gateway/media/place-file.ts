/** Puts one file of a layout in its place: never over another one, and whole or not at all. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FlightlineError } from '#contract/errors';
import { BlobPaths } from '../../../stack/blobs/blob-paths';
import type { BlobStore } from '../../../stack/blobs/blob-store';

export interface PlaceParts {
  blobs: Pick<BlobStore, 'stream'>;
  blobsDir: string;
}

export interface Placed {
  sha256: string;
  target: string;
  how: 'copy' | 'link';
  signal: AbortSignal;
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

async function contentHash(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * @returns whether it was written; false when this very content is there already
 * @throws FlightlineError `NO_SPACE`; `CONFLICT` where another file has the name, or the disk cannot link
 */
export async function placeFile(
  parts: PlaceParts,
  { sha256, target, how, signal }: Placed,
): Promise<boolean> {
  await mkdir(path.dirname(target), { recursive: true });
  const temporary = path.join(path.dirname(target), `.flightline-${randomBytes(6).toString('hex')}`);
  try {
    if (how === 'link') await link(new BlobPaths(parts.blobsDir).fileOf(sha256), temporary);
    else
      await pipeline(
        Readable.from(parts.blobs.stream(sha256)),
        createWriteStream(temporary, { flags: 'wx' }),
        { signal },
      );
    // A link, unlike a rename, does not replace what is there.
    await link(temporary, target);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EXDEV')
      throw new FlightlineError(
        'CONFLICT',
        'That folder is on another disk, where files cannot be linked; choose to copy.',
      );
    if (codeOf(error) === 'ENOSPC')
      throw new FlightlineError(
        'NO_SPACE',
        `The disk of ${path.dirname(target)} is full; free some space and go on.`,
        { cause: error },
      );
    if (codeOf(error) !== 'EEXIST') throw error;
    if ((await contentHash(target)) === sha256) return false;
    throw new FlightlineError(
      'CONFLICT',
      `${target} is there already with other content; it was left as it is.`,
    );
  } finally {
    await rm(temporary, { force: true });
  }
}
