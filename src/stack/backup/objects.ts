/** Contents of backups, by hash: written whole or not at all, checked when they are read. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BackupFile } from '#contract/backups';
import { FlightlineError } from '#contract/errors';
import { asSpaceError, systemCode } from '../journal/durable';
import { objectPath, objectsDir } from './layout';

export interface Stored extends Omit<BackupFile, 'path'> {
  isNew: boolean;
}

/** @param known the content's hash where the name of the file says it; then one that is there is not read again */
export async function putObject(
  folder: string,
  source: string,
  options: { known?: string; signal: AbortSignal },
): Promise<Stored> {
  const { known, signal } = options;
  if (known !== undefined) {
    const [there, here] = await Promise.all([sizeOf(objectPath(folder, known)), sizeOf(source)]);
    if (there !== null && there === here) return { sha256: known, bytes: there, isNew: false };
  }
  const draft = path.join(objectsDir(folder), `${randomBytes(8).toString('hex')}.part`);
  try {
    const { sha256, bytes } = await copyHashed(source, draft, signal);
    const target = objectPath(folder, sha256);
    if ((await sizeOf(target)) === bytes) {
      await rm(draft);
      return { sha256, bytes, isNew: false };
    }
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    await rename(draft, target);
    return { sha256, bytes, isNew: true };
  } catch (error) {
    await rm(draft, { force: true });
    throw asSpaceError(error, `the backup in ${folder} could not be written`);
  }
}

/** Copies and flushes. @returns hash and length of what was copied */
export async function copyHashed(
  source: string,
  target: string,
  signal: AbortSignal,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const handle = await open(target, 'w', 0o600);
  try {
    for await (const piece of createReadStream(source, { highWaterMark: 1024 * 1024 })) {
      signal.throwIfAborted();
      const data = piece as Buffer;
      hash.update(data);
      bytes += data.length;
      await handle.write(data);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** What is wrong with the object of a file; null when it is whole. */
export async function objectFault(
  folder: string,
  file: BackupFile,
  signal: AbortSignal,
): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(objectPath(folder, file.sha256), {
      highWaterMark: 1024 * 1024,
    })) {
      signal.throwIfAborted();
      hash.update(piece as Buffer);
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return `The content of ${file.path} is missing.`;
    throw error;
  }
  return hash.digest('hex') === file.sha256 ? null : `The content of ${file.path} is damaged.`;
}

/** Puts the content of a file where it belongs. @throws FlightlineError `BACKUP_UNUSABLE` */
export async function takeObject(
  folder: string,
  file: BackupFile,
  target: string,
  signal: AbortSignal,
): Promise<void> {
  let copied;
  try {
    copied = await copyHashed(objectPath(folder, file.sha256), target, signal);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw asSpaceError(error, target);
    throw new FlightlineError('BACKUP_UNUSABLE', `The content of ${file.path} is missing.`, { cause: error });
  }
  if (copied.sha256 !== file.sha256)
    throw new FlightlineError('BACKUP_UNUSABLE', `The content of ${file.path} is damaged.`);
}

async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}
