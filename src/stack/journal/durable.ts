/** Small file operations with what durability needs: directories are flushed too, a full disk has a name. */
import { open } from 'node:fs/promises';
import { FlightlineError } from '#contract/errors';

/**
 * Flushes a directory, so that names created, renamed or removed in it survive a power cut. Windows cannot open
 * directories; NTFS journals names by itself.
 */
export async function syncDirectory(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** The `code` of a system error, or null. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** A full disk or exhausted user quota as `NO_SPACE`; anything else unchanged. */
export function asSpaceError(error: unknown, what: string): unknown {
  const code = systemCode(error);
  if (code === null || !fullCodes.has(code)) return error;
  return new FlightlineError('NO_SPACE', `The disk is full: ${what}.`, { cause: error });
}
