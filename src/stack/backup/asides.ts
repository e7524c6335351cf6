/** What restores moved aside: listed with its size and reason, and removed. */
import { lstat, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AsideName, type RestoreReport, type SetAside } from '#contract/backups';
import { FlightlineError } from '#contract/errors';
import { inParallel } from '../blobs/in-parallel';
import { syncDirectory } from '../journal/durable';
import { AsideNote, asideNoteName, noteName, readRestoreReport } from './restore-report';

const removing = 'before-restore-removing-';
const atOnce = 16;

interface Held {
  report: RestoreReport | null;
  /** Name of the folder that a restore which has not ended is about to fill; null: there is none. */
  pending: string | null;
}

/** Why the folder must stay for now; null when it may go. */
export function heldBy(name: string, { report, pending }: Held): string | null {
  if (name === pending) return 'A restore is going on that uses it.';
  if (report === null || report.state === 'done' || report.state === 'failed') return null;
  const used = name === report.aside || name === `before-restore-rejected-${report.at}`;
  return used ? 'It is what the instance goes back to if the restored data do not start.' : null;
}

async function heldIn(dataDir: string): Promise<Held> {
  const note = await readFile(path.join(dataDir, noteName), 'utf8').catch(() => null);
  const aside = note === null ? undefined : (JSON.parse(note) as { aside?: unknown }).aside;
  return { report: await readRestoreReport(dataDir), pending: typeof aside === 'string' ? aside : null };
}

/** Newest first. `sizes` remembers what was counted: nothing is written into these folders any more. */
export async function listAsides(dataDir: string, sizes: Map<string, Size>): Promise<SetAside[]> {
  const names = (await readdir(dataDir)).filter((name) => AsideName.safeParse(name).success);
  const held = await heldIn(dataDir);
  const all = await Promise.all(
    names.map(async (name): Promise<SetAside> => {
      const dir = path.join(dataDir, name);
      const size = sizes.get(name) ?? (await sizeOf(dir));
      sizes.set(name, size);
      const { at, restored } = await noteOf(dir);
      return { name, path: dir, at, why: whyThere(name, restored), held: heldBy(name, held), ...size };
    }),
  );
  return all.sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1));
}

function whyThere(name: string, restored: string | null): string {
  if (name.startsWith(removing)) return 'Its removal was broken off.';
  if (name.startsWith('before-restore-rejected-')) return 'A restored backup that could not be started.';
  return restored === null
    ? 'What was there before a backup was restored.'
    : `What was there before ${restored} was restored.`;
}

/** @throws FlightlineError `NOT_FOUND`; `CONFLICT` while a restore needs it */
export async function removeAside(dataDir: string, name: string): Promise<void> {
  const names = await readdir(dataDir);
  if (!AsideName.safeParse(name).success || !names.includes(name))
    throw new FlightlineError('NOT_FOUND', `There is no folder ${name} in the data directory.`);
  const held = heldBy(name, await heldIn(dataDir));
  if (held !== null) throw new FlightlineError('CONFLICT', held);
  // Half of it must not look like what was there.
  const doomed = name.startsWith(removing) ? name : name.replace('before-restore-', removing);
  if (doomed !== name) await rename(path.join(dataDir, name), path.join(dataDir, doomed));
  await syncDirectory(dataDir);
  await rm(path.join(dataDir, doomed), { recursive: true, force: true, maxRetries: 3 });
  await syncDirectory(dataDir);
}

export interface Size {
  files: number;
  bytes: number;
}

async function sizeOf(dir: string): Promise<Size> {
  const size: Size = { files: 0, bytes: 0 };
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  await inParallel(
    entries.filter((entry) => entry.isFile()),
    atOnce,
    async (entry) => {
      const { size: bytes } = await lstat(path.join(entry.parentPath, entry.name));
      size.files += 1;
      size.bytes += bytes;
    },
  );
  return size;
}

/** When it was set aside, and for which backup, as far as that is known. */
async function noteOf(dir: string): Promise<AsideNote> {
  const text = await readFile(path.join(dir, asideNoteName), 'utf8').catch(() => '');
  try {
    return AsideNote.parse(JSON.parse(text));
  } catch {
    return { at: Math.round((await lstat(dir)).mtimeMs), restored: null }; // of an older version, or broken off
  }
}
