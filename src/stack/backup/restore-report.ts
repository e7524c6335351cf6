/** What becomes of a restore that the running instance began: kept beside the data, since the data are what changes. */
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { RestoreReport } from '#contract/backups';
import { syncDirectory } from '../journal/durable';

/** What a backup leaves out, and a restore leaves where it is. */
export const leftOut: ReadonlySet<string> = new Set(['run', 'logs', 'desktop', 'profiles', 'profiles.json']);

/** Whether a file of the data directory belongs to the data that a restore exchanges. */
export const isRestorable = (name: string) => !leftOut.has(name) && !name.startsWith('before-restore-');

/** In the data directory: a restore that the next start finishes. */
export const noteName = 'restore.json';
/** In a folder of what was there before: that its restore began, when, and which backup came. */
export const asideNoteName = '.began';
export const AsideNote = z.object({ at: z.number(), restored: z.string().nullable() });
export type AsideNote = z.infer<typeof AsideNote>;

const reportFile = (dataDir: string) => path.join(dataDir, 'run', 'restore-report.json');

/** Null when no restore was begun here, or its report cannot be read. */
export async function readRestoreReport(dataDir: string): Promise<RestoreReport | null> {
  const text = await readFile(reportFile(dataDir), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return RestoreReport.parse(JSON.parse(text));
  } catch {
    return null; // of a version that is no more
  }
}

export async function writeRestoreReport(dataDir: string, report: RestoreReport): Promise<void> {
  const file = reportFile(dataDir);
  const handle = await open(`${file}.part`, 'w', 0o600);
  try {
    await handle.write(JSON.stringify(report));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.part`, file);
  await syncDirectory(path.dirname(file));
}

/** The restored data have started. */
export async function confirmRestore(dataDir: string): Promise<void> {
  const report = await readRestoreReport(dataDir);
  if (report?.state === 'starting') await writeRestoreReport(dataDir, { ...report, state: 'done' });
}

/** The restored data did not start: from here on every start puts back what was there before. @returns whether there is anything to put back */
export async function rejectRestore(dataDir: string, error: string): Promise<boolean> {
  const report = await readRestoreReport(dataDir);
  if (report?.state !== 'starting') return false;
  await writeRestoreReport(dataDir, { ...report, state: 'removing', error });
  return true;
}

/** Puts back what was there before a restore that was rejected; again from where it was broken off. Nothing may run there. */
export async function finishReturn(dataDir: string): Promise<boolean> {
  let report = await readRestoreReport(dataDir);
  if (report?.state !== 'removing' && report?.state !== 'returning') return false;
  const old = path.join(dataDir, report.aside);
  const rejected = path.join(dataDir, `before-restore-rejected-${report.at}`);
  if (report.state === 'removing') {
    await mkdir(rejected, { recursive: true, mode: 0o700 });
    for (const name of (await readdir(dataDir)).filter(isRestorable))
      await rename(path.join(dataDir, name), path.join(rejected, name));
    await syncDirectory(dataDir);
    report = { ...report, state: 'returning' };
    await writeRestoreReport(dataDir, report);
  }
  for (const name of await readdir(old).catch(() => []))
    if (name !== asideNoteName) await rename(path.join(old, name), path.join(dataDir, name));
  await syncDirectory(dataDir);
  await rm(old, { recursive: true, force: true });
  await rm(rejected, { recursive: true, force: true });
  await writeRestoreReport(dataDir, { ...report, state: 'failed' });
  return true;
}
