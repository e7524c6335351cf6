/** Why a file cannot be made, for who named it. */
import path from 'node:path';
import { messageOf } from '#contract/errors';
import { UsageError } from '../exit-codes';

export function unwritable(file: string, cause: unknown): UsageError {
  const folder = path.dirname(path.resolve(file));
  const { code } = cause as NodeJS.ErrnoException;
  const why =
    code === 'ENOENT' || code === 'ENOTDIR'
      ? `there is no folder ${folder}`
      : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
        ? `you may not write to ${folder}`
        : messageOf(cause);
  return new UsageError(`${file} cannot be written: ${why}.`, { cause });
}
