/** The data directory on disk: made as a whole or not at all, flushed, moved aside, copied. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { copyFile, mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { FlightlineError } from '#contract/errors';
import { embeddedPostgresMajor } from '../../stack/backup/restore';
import { syncDirectory, systemCode } from '../../stack/journal/durable';
import { startEngine, stopEngine } from './postgres-engine';
import { unpack } from './template';
import type { Template } from './template';

const postgresMajor = embeddedPostgresMajor;

/**
 * @returns whether a usable directory is there
 * @throws FlightlineError `DATABASE_UNSUITABLE` when it belongs to another major version
 */
export async function exists(dir: string): Promise<boolean> {
  const version = await readFile(path.join(dir, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (version === null) return false;
  if (version.trim() === postgresMajor) return true;
  const message = `The database in ${dir} was made by PostgreSQL ${version.trim()}, this is ${postgresMajor}.`;
  throw new FlightlineError('DATABASE_UNSUITABLE', message);
}

/** Makes it beside its place and moves it there when it is complete and flushed. */
export async function initialise(dir: string, from: Template | null): Promise<void> {
  const draft = `${dir}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  if (from === null) await stopEngine(await startEngine({ dir: draft }));
  else await unpack(from, draft);
  await flushTree(draft);
  await rename(draft, dir);
  await syncDirectory(path.dirname(dir));
}

/** Copies a directory that nobody writes to; the copy is flushed. Shares blocks where the file system can. */
export async function copyTree(from: string, to: string): Promise<void> {
  await copyFiles(from, to);
  await flushTree(to);
}

async function copyFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) await copyFiles(source, target);
    else await copyFile(source, target, constants.COPYFILE_FICLONE);
  }
}

/**
 * Flushes every file and folder below, and the folder itself. A data directory has a thousand files: where the system
 * has `sync -f` (flush the whole file system, in one call) it takes a tenth of the time.
 */
async function flushTree(dir: string): Promise<void> {
  if (process.platform === 'linux' && (await flushFileSystem(dir))) return;
  await flushEach(dir);
}

async function flushFileSystem(dir: string): Promise<boolean> {
  return promisify(execFile)('sync', ['-f', dir]).then(
    () => true,
    () => false,
  );
}

async function flushEach(dir: string): Promise<void> {
  const entries = await readdir(dir, { withFileTypes: true });
  for (const entry of entries) {
    const child = path.join(dir, entry.name);
    if (entry.isDirectory()) await flushEach(child);
    else await flushFile(child);
  }
  await syncDirectory(dir);
}

async function flushFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
