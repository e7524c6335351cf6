/**
 * A folder of backups: `objects/` holds contents by their SHA-256, shared by all backups of the folder, so that another
 * backup costs what is new; `backups/NAME/manifest.json` says which content was which file. A backup is there when its
 * manifest is.
 */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { BackupManifest, BackupName } from '#contract/backups';
import type { BackupSummary } from '#contract/backups';
import { FlightlineError, messageOf } from '#contract/errors';
import { systemCode } from '../journal/durable';

export const objectsDir = (folder: string) => path.join(folder, 'objects');
export const backupsDir = (folder: string) => path.join(folder, 'backups');

export function objectPath(folder: string, sha256: string): string {
  return path.join(objectsDir(folder), sha256.slice(0, 2), sha256);
}

export function manifestPath(folder: string, name: string): string {
  if (!BackupName.safeParse(name).success)
    throw new FlightlineError('INVALID_INPUT', `${name} is no name of a backup.`);
  return path.join(backupsDir(folder), name, 'manifest.json');
}

/** @throws FlightlineError `NOT_FOUND`, `BACKUP_UNUSABLE` */
export async function readManifest(folder: string, name: string): Promise<BackupManifest> {
  let text: string;
  try {
    text = await readFile(manifestPath(folder, name), 'utf8');
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw new FlightlineError('NOT_FOUND', `There is no backup ${name} in ${folder}.`, { cause: error });
  }
  return parseManifest(text, name);
}

/** @throws FlightlineError `BACKUP_UNUSABLE` */
export function parseManifest(text: string, name: string): BackupManifest {
  try {
    const value = JSON.parse(text) as { format?: unknown; version?: unknown };
    const parsed = BackupManifest.safeParse(value);
    if (parsed.success) return parsed.data;
    const other =
      typeof value.format === 'number' ? ` (format ${value.format}, by ${String(value.version)})` : '';
    throw new FlightlineError('BACKUP_UNUSABLE', `The manifest of ${name} is of another kind${other}.`);
  } catch (error) {
    if (error instanceof FlightlineError) throw error;
    throw new FlightlineError('BACKUP_UNUSABLE', `The manifest of ${name} is damaged: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}

/** Names of whole backups, newest first. */
export async function backupNames(folder: string): Promise<string[]> {
  const names = await readdir(backupsDir(folder)).catch(() => []);
  return names
    .filter((name) => BackupName.safeParse(name).success)
    .sort()
    .reverse();
}

export function summaryOf({ files, ...manifest }: BackupManifest): BackupSummary {
  const { name, createdAt, version, bytes, newBytes, tookMs, jobs, batches, deadLetters, auditHead } =
    manifest;
  const facts = { name, createdAt, version, bytes, newBytes, tookMs, jobs, batches, deadLetters, auditHead };
  return { ...facts, files: files.length };
}
