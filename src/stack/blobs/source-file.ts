/** Opens a path that somebody dropped: a regular file or a clear refusal. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { FlightlineError, messageOf } from '#contract/errors';
import { systemCode } from '../journal/durable';
import { headBytes } from './blob-store';

export interface SourceFile {
  handle: FileHandle;
  sizeBytes: number;
  /** @throws FlightlineError `FILE_UNREADABLE` when somebody wrote to the file since it was opened */
  checkUnchanged(): Promise<void>;
}

/** No waiting for a pipe's other end, no following of a link; Windows has neither flag. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * The caller closes the handle.
 * @throws FlightlineError `FILE_NOT_FOUND`, `FILE_UNREADABLE`
 */
export async function openSourceFile(path: string): Promise<SourceFile> {
  const handle = await open(path, flags).catch((error: unknown) => {
    throw asRefusal(path, error);
  });
  try {
    const before = await handle.stat();
    if (!before.isFile()) throw new FlightlineError('FILE_UNREADABLE', `${path} is not a regular file.`);
    const checkUnchanged = async () => {
      const after = await handle.stat();
      if (after.size === before.size && after.mtimeMs === before.mtimeMs) return;
      throw new FlightlineError('FILE_UNREADABLE', `${path} was being written while it was read.`);
    };
    return { handle, sizeBytes: before.size, checkUnchanged };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

export function asRefusal(path: string, error: unknown): unknown {
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new FlightlineError('FILE_NOT_FOUND', `${path} does not exist.`, { cause: error });
    case 'ELOOP':
    case 'EMLINK':
      return new FlightlineError('FILE_UNREADABLE', `${path} is a link; drop the file it leads to.`, {
        cause: error,
      });
    case null:
      return error;
    default:
      return new FlightlineError('FILE_UNREADABLE', `${path} cannot be read: ${messageOf(error)}.`, {
        cause: error,
      });
  }
}

/** The first bytes; reading goes on from the beginning. */
export async function headOf(path: string, { handle }: SourceFile): Promise<Uint8Array> {
  const head = Buffer.allocUnsafe(headBytes);
  const { bytesRead } = await handle.read(head, 0, headBytes, 0).catch((error: unknown) => {
    throw asRefusal(path, error);
  });
  return head.subarray(0, bytesRead);
}

const pieceBytes = 256 * 1024;

/** The content in pieces of 256 KiB; each is the caller's to keep. */
export async function* piecesOf(path: string, file: SourceFile): AsyncGenerator<Uint8Array> {
  let left = file.sizeBytes;
  while (left > 0) {
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, left));
    const { bytesRead } = await file.handle.read(piece, 0, piece.length, null).catch((error: unknown) => {
      throw asRefusal(path, error);
    });
    if (bytesRead === 0) break;
    left -= bytesRead;
    yield piece.subarray(0, bytesRead);
  }
  await file.checkUnchanged();
}
