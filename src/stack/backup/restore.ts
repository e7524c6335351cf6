/**
 * Puts a backup into a data directory: every file beside its place and checked, then a note, then renames. A restore that is
 * broken off before the note leaves the directory as it was; after it the next start goes on with the renames.
 */
import { mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { BackupManifest } from '#contract/backups';
import { FlightlineError } from '#contract/errors';
import { inParallel } from '../blobs/in-parallel';
import type { Migration } from '../database/migrate';
import { syncDirectory } from '../journal/durable';
import { takeObject } from './objects';
import {
  type AsideNote,
  asideNoteName,
  isRestorable,
  leftOut,
  noteName,
  writeRestoreReport,
} from './restore-report';

/** Major version of the PostgreSQL inside PGlite: it opens no other's directory. */
export const embeddedPostgresMajor = '18';

const draftName = 'restore.new';
/** `begunBy`: the running instance, which reports how it ended; the command line reports itself. */
const Note = z.object({
  aside: z.string(),
  /** Name of the backup. */
  restored: z.string().nullable().default(null),
  begunBy: z.object({ name: z.string(), folder: z.string() }).nullable().default(null),
});

/** @throws FlightlineError `BACKUP_UNUSABLE`, `INVALID_INPUT` for paths that lead elsewhere */
export function assertUsable(manifest: BackupManifest, known: readonly Migration[]): void {
  const { name, postgresMajor, version } = manifest;
  if (postgresMajor !== embeddedPostgresMajor)
    throw new FlightlineError(
      'BACKUP_UNUSABLE',
      `${name} holds a database of PostgreSQL ${postgresMajor}, this Flightline has ${embeddedPostgresMajor}; restore it with Flightline ${version}.`,
    );
  for (const one of manifest.migrations) {
    const here = known.find((migration) => migration.name === one.name);
    if (here === undefined)
      throw new FlightlineError(
        'BACKUP_UNUSABLE',
        `${name} was made by a newer Flightline (${version}): ${one.name} is unknown here.`,
      );
    if (here.checksum !== one.checksum)
      throw new FlightlineError('BACKUP_UNUSABLE', `${name} was made by another build: ${one.name} differs.`);
  }
  const stray = manifest.files.find(({ path: file }) => {
    const parts = file.split('/');
    return parts.some((part) => part === '' || part === '.' || part === '..') || leftOut.has(parts[0] ?? '');
  });
  if (stray)
    throw new FlightlineError(
      'BACKUP_UNUSABLE',
      `${name} names a file ${stray.path} that belongs to no backup.`,
    );
}

/** Whether an instance has lived there. */
export async function isOccupied(dataDir: string): Promise<boolean> {
  const names = await readdir(dataDir).catch(() => []);
  return names.some((name) => ['postgres', 'blobs', 'journal', 'redis'].includes(name));
}

export interface RestoreOptions {
  /** Folder of backups. */
  folder: string;
  manifest: BackupManifest;
  dataDir: string;
  onFile?: (bytes: number) => void;
  /** The start that finishes it writes a report; and puts back what was there when it cannot start with the restored data. */
  reports?: boolean;
  signal: AbortSignal;
}

const atOnce = 6;

/** Up to the note: `finishRestore` does the rest, here or at the next start. @throws FlightlineError `BACKUP_UNUSABLE`, `NO_SPACE` */
export async function prepareRestore({
  folder,
  manifest,
  dataDir,
  onFile,
  reports = false,
  signal,
}: RestoreOptions): Promise<void> {
  const draft = path.join(dataDir, draftName);
  await rm(path.join(dataDir, noteName), { force: true });
  await rm(draft, { recursive: true, force: true });
  try {
    const folders = new Set(
      manifest.files.map((file) => path.dirname(path.join(draft, ...file.path.split('/')))),
    );
    for (const dir of folders) await mkdir(dir, { recursive: true, mode: 0o700 });
    await inParallel(manifest.files, atOnce, async (file) => {
      await takeObject(folder, file, path.join(draft, ...file.path.split('/')), signal);
      onFile?.(file.bytes);
    });
    await makeEmptyFolders(draft, manifest.files);
    for (const dir of folders) await syncDirectory(dir);
    await syncDirectory(draft);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  const aside = `before-restore-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z`;
  await writeNote(dataDir, {
    aside,
    restored: manifest.name,
    begunBy: reports ? { name: manifest.name, folder } : null,
  });
}

/** Folders that PostgreSQL expects though they are empty; a manifest holds files only. */
async function makeEmptyFolders(draft: string, files: BackupManifest['files']): Promise<void> {
  if (!files.some(({ path: file }) => file.startsWith('postgres/'))) return;
  for (const name of postgresFolders)
    await mkdir(path.join(draft, 'postgres', ...name.split('/')), { recursive: true, mode: 0o700 });
}

const postgresFolders = [
  'base',
  'global',
  'pg_commit_ts',
  'pg_dynshmem',
  'pg_logical/mappings',
  'pg_logical/snapshots',
  'pg_multixact/members',
  'pg_multixact/offsets',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_tblspc',
  'pg_twophase',
  'pg_wal/archive_status',
  'pg_wal/summaries',
  'pg_xact',
];

async function writeNote(dataDir: string, note: z.infer<typeof Note>): Promise<void> {
  const file = path.join(dataDir, noteName);
  const handle = await open(`${file}.part`, 'w', 0o600);
  try {
    await handle.write(JSON.stringify(note));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.part`, file);
  await syncDirectory(dataDir);
}

/**
 * Moves what was there aside and the restored files in; again from where it was broken off. Nothing may run there.
 * @returns the folder that holds what was there; null when nothing was to be done
 */
export async function finishRestore(dataDir: string): Promise<string | null> {
  const note = await readFile(path.join(dataDir, noteName), 'utf8').catch(() => null);
  if (note === null) return null;
  const { aside, begunBy, restored } = Note.parse(JSON.parse(note));
  const draft = path.join(dataDir, draftName);
  const old = path.join(dataDir, aside);
  await mkdir(old, { recursive: true, mode: 0o700 });
  const coming = await readdir(draft).catch(() => []);
  // What came in already is no longer in the draft, and must not be moved aside again: those names are in `old`, or were new.
  const began = await stat(path.join(old, asideNoteName)).then(
    () => true,
    () => false,
  );
  if (!began) {
    for (const name of (await readdir(dataDir)).filter(
      (name) => isRestorable(name) && name !== draftName && name !== noteName,
    ))
      await rename(path.join(dataDir, name), path.join(old, name));
    // Says what comes, also to a start that goes on after some of it is in place.
    if (begunBy !== null)
      await writeRestoreReport(dataDir, {
        ...begunBy,
        aside,
        at: Date.now(),
        state: 'starting',
        error: null,
      });
    const began: AsideNote = { at: Date.now(), restored };
    await writeFile(path.join(old, asideNoteName), JSON.stringify(began), { mode: 0o600 });
    await syncDirectory(old);
    await syncDirectory(dataDir);
  }
  for (const name of coming) await rename(path.join(draft, name), path.join(dataDir, name));
  await rm(draft, { recursive: true, force: true });
  await syncDirectory(dataDir);
  await rm(path.join(dataDir, noteName));
  await syncDirectory(dataDir);
  return old;
}
