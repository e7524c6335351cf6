/** Restores a backup into the data directory of an instance that does not run. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { BackupManifest } from '#contract/backups';
import { FlightlineError } from '#contract/errors';
import { backupNames, readManifest } from '../stack/backup/layout';
import { assertUsable, finishRestore, isOccupied, prepareRestore } from '../stack/backup/restore';
import { readMigrations } from '../stack/database/migrate';
import { acquirePidLock } from '../stack/pid-lock';

export interface RestoreRequest {
  /** Folder of backups. */
  folder: string;
  /** Null: the newest. */
  name: string | null;
  dataDir: string;
  resourcesDir: string;
  /** Data that is there is moved aside; without it that is refused. */
  replace: boolean;
  onProgress(doneBytes: number, totalBytes: number): void;
}

export interface Restored {
  manifest: BackupManifest;
  /** Folder that holds what was there before. */
  aside: string | null;
}

/** @throws FlightlineError `NOT_FOUND`, `BACKUP_UNUSABLE`, `CONFLICT`, `INSTANCE_LOCKED`, `NO_SPACE`; the directory is as it was then */
export async function restoreInstance(request: RestoreRequest): Promise<Restored> {
  const { folder, dataDir, resourcesDir, replace, onProgress } = request;
  const name = request.name ?? (await backupNames(folder))[0];
  if (name === undefined) throw new FlightlineError('NOT_FOUND', `There is no backup in ${folder}.`);
  const manifest = await readManifest(folder, name);
  assertUsable(manifest, await readMigrations(path.join(resourcesDir, 'migrations')));
  mkdirSync(path.join(dataDir, 'run'), { recursive: true, mode: 0o700 });
  const lock = acquirePidLock(path.join(dataDir, 'run', 'instance.lock'), {
    note: 'restore',
    held: ({ pid, note }) => `${dataDir} is in use by process ${pid} (${note}).`,
  });
  try {
    if (!replace && (await isOccupied(dataDir)))
      throw new FlightlineError('CONFLICT', `${dataDir} holds data; --replace moves them aside.`);
    let done = 0;
    await prepareRestore({
      folder,
      manifest,
      dataDir,
      signal: new AbortController().signal,
      onFile: (bytes) => onProgress((done += bytes), manifest.bytes),
    });
    return { manifest, aside: await finishRestore(dataDir) };
  } finally {
    lock.release();
  }
}
