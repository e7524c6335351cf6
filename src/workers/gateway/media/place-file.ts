/** Puts one file of a layout in its place: never over another one, and whole or not at all. */
import { createWriteStream } from 'node:fs';
import { link as linkFile, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FlightlineError } from '#contract/errors';
import { BlobPaths } from '../../../stack/blobs/blob-paths';
import type { BlobStore } from '../../../stack/blobs/blob-store';
import { holdsContent } from './holds-content';

export interface PlaceParts {
  blobs: Pick<BlobStore, 'stream'>;
  blobsDir: string;
  /** Not every file system can. */
  link?: typeof linkFile;
}

export interface Placed {
  sha256: string;
  target: string;
  how: 'copy' | 'link';
  signal: AbortSignal;
}

/** What file systems say that know no hard links: FAT, exFAT, some network folders. */
const cannotLink = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

/**
 * What is there already with this very content stays, as after an interruption.
 * @throws FlightlineError `NO_SPACE`; `CONFLICT` where something else has the name, or the disk cannot link
 */
export async function placeFile(
  { blobs, blobsDir, link = linkFile }: PlaceParts,
  { sha256, target, how, signal }: Placed,
): Promise<void> {
  const folder = path.dirname(target);
  // One name for each content: what a crash left of it is found and written anew.
  const temporary = path.join(folder, `.flightline-${sha256.slice(0, 16)}`);
  if (await holdsContent(target, sha256)) return;
  try {
    await mkdir(folder, { recursive: true });
    await rm(temporary, { force: true });
    if (how === 'link') await link(new BlobPaths(blobsDir).fileOf(sha256), temporary);
    else
      await pipeline(Readable.from(blobs.stream(sha256)), createWriteStream(temporary, { flags: 'wx' }), {
        signal,
      });
    await settleAs(temporary, target, link);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EXDEV' || (how === 'link' && cannotLink.has(code)))
      throw new FlightlineError(
        'CONFLICT',
        'That folder is on another disk, where files cannot be linked; choose to copy.',
      );
    if (code === 'ENOSPC')
      throw new FlightlineError('NO_SPACE', `The disk of ${folder} is full; free some space and go on.`, {
        cause: error,
      });
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
    throw new FlightlineError(
      'CONFLICT',
      `Something else came to ${target} since the plan was made; it was left as it is. Make a new plan, which goes round it.`,
    );
  } finally {
    await rm(temporary, { force: true }).catch(() => {}); // where the folder is a file there is none
  }
}

/** A link, unlike a rename, does not replace what is there; where there are no links, an empty file holds the name first. */
async function settleAs(temporary: string, target: string, link: typeof linkFile): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    if (!cannotLink.has(codeOf(error))) throw error;
    await (await open(target, 'wx')).close();
    await rename(temporary, target);
  }
}
