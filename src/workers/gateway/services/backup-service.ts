/** Backups: made beside the work, one at a time; listed, verified, removed. */
import path from 'node:path';
import type {
  BackupManifest,
  BackupProgress,
  BackupState,
  BackupSummary,
  BackupVerdict,
  UnreadableBackup,
} from '#contract/backups';
import { FlightlineError, messageOf } from '#contract/errors';
import type { ActResult } from '#contract/jobs';
import { topics } from '#contract/relay';
import type { Services } from '#contract/services';
import { type Size, listAsides, removeAside } from '../../../stack/backup/asides';
import { removeBackups } from '../../../stack/backup/create';
import { backupNames, readManifest, summaryOf } from '../../../stack/backup/layout';
import { objectFault } from '../../../stack/backup/objects';
import { makeBackup } from '../backups/make-backup';
import { RestoreRun } from '../backups/restore-run';
import { StoreCopier } from '../backups/store-copier';
import type { Settlement } from '../intake/settlement';
import { assertBackupFolder } from '../backups/backup-folder';
import { knownFolders } from '../backups/known-folders';
import type { GatewayParts } from '../parts';

export interface BackupService {
  service: Services['backups'];
  /** @returns whether the message was for it */
  onRelay(topic: string, body: unknown): boolean;
  /** Before anything else is done with restored data. */
  noteRestore(): Promise<void>;
  stop(): Promise<void>;
}

const mostDamage = 100;

export function createBackupService(parts: GatewayParts, settlement: Settlement): BackupService {
  const { acts, hub, log, init } = parts;
  const copier = new StoreCopier(parts.link);
  const usual = init.settings.backupFolder ?? `${init.dataDir}-backups`;
  const facts = { folder: usual, impossible: whyImpossible(init), unrestorable: whyUnrestorable(init) };
  const state: Pick<BackupState, 'running' | 'last'> = { running: null, last: null };
  const restoring = new RestoreRun(parts, () => changed());
  let going: { end: Promise<BackupManifest>; stop: AbortController } | null = null;
  const changed = () => hub.publish({ type: 'changed', part: 'backups' });

  function begin(folder: string, keep: number | null): { name: string; folder: string } {
    assertPossible(parts, folder);
    if (restoring.isGoing) throw new FlightlineError('CONFLICT', 'A backup is being restored.');
    if (going !== null) throw new FlightlineError('CONFLICT', 'A backup is being made already.');
    const startedAt = Date.now();
    const name = nameOf(startedAt);
    const progress: BackupProgress = {
      ...{ name, folder, phase: 'database', startedAt },
      ...{ doneFiles: 0, doneBytes: 0, totalFiles: null, totalBytes: null },
    };
    state.running = progress;
    const stop = new AbortController();
    const end = makeBackup({ parts, settlement, copier }, progress, stop.signal)
      .then(async (manifest) => {
        if (keep !== null) await removeBackups(folder, (await backupNames(folder)).slice(keep));
        state.last = { name, error: null };
        log.info('backup-made', { name, folder, files: manifest.files.length, ms: manifest.tookMs });
        return manifest;
      })
      .catch((error: unknown) => {
        state.last = { name, error: messageOf(error) };
        log.error('backup-failed', { name, folder, error });
        throw error;
      })
      .finally(() => {
        state.running = null;
        going = null;
        changed();
      });
    end.catch(() => undefined); // told by `state.last` to whoever did not wait
    going = { end, stop };
    changed();
    return { name, folder };
  }

  // Not found again after a crash: a backup that was broken off is made anew by whoever wants one.
  const create = acts.defineFleeting(
    'backups.create',
    ({ folder, keep }: { folder: string; keep: number | null }) => Promise.resolve(begin(folder, keep)),
  );
  const cancel = acts.defineFleeting('backups.cancel', async (_: object): Promise<ActResult> => {
    const running = going;
    running?.stop.abort(new FlightlineError('CANCELLED', 'The backup was cancelled.'));
    await running?.end.catch(() => undefined);
    return { done: running ? 1 : 0, skipped: [] };
  });
  const restore = acts.defineFleeting(
    'backups.restore',
    async ({ name, folder, by }: { name: string; folder: string; by: string }) => {
      const { unrestorable } = facts;
      if (unrestorable !== null) throw new FlightlineError('CONFLICT', unrestorable);
      if (going !== null) throw new FlightlineError('CONFLICT', 'A backup is being made; wait for its end.');
      return restoring.begin(name, folder, by);
    },
  );
  const cancelRestore = acts.defineFleeting(
    'backups.cancel-restore',
    async (_: object): Promise<ActResult> => ({ done: (await restoring.cancel()) ? 1 : 0, skipped: [] }),
  );
  const remove = acts.defineFleeting(
    'backups.remove',
    async ({ names, folder }: { names: string[]; folder: string }): Promise<ActResult> => {
      if (going !== null) throw new FlightlineError('CONFLICT', 'A backup is being made; wait for its end.');
      const there = new Set(await backupNames(folder));
      await removeBackups(folder, names);
      changed();
      const skipped = names
        .filter((name) => !there.has(name))
        .map((id) => ({ id, reason: 'It is not there any more.' }));
      return { done: names.length - skipped.length, skipped };
    },
  );

  const asideSizes = new Map<string, Size>();
  const asides = () => listAsides(init.dataDir, asideSizes);
  const removeAsides = acts.defineFleeting(
    'backups.remove-asides',
    async ({ names }: { names: string[] }, change): Promise<ActResult> => {
      const listed = new Map((await asides()).map((one) => [one.name, one]));
      change.before = names.flatMap((name) => {
        const found = listed.get(name);
        return found ? [{ name, bytes: found.bytes, why: found.why }] : [];
      });
      const result: ActResult = { done: 0, skipped: [] };
      for (const name of names) {
        try {
          if (restoring.isGoing) throw new FlightlineError('CONFLICT', 'A backup is being restored.');
          await removeAside(init.dataDir, name);
          result.done += 1;
        } catch (error) {
          if (!(error instanceof FlightlineError)) throw error;
          result.skipped.push({ id: name, reason: error.message });
        }
      }
      changed();
      return result;
    },
  );

  /** @throws FlightlineError `INVALID_INPUT`: what a relative path means depends on where the instance was started */
  function folderOf(given: string | null): string {
    if (given === null || path.isAbsolute(given)) return given ?? usual;
    throw new FlightlineError('INVALID_INPUT', `${given} is not an absolute path.`);
  }

  return {
    service: {
      state: async () => ({
        ...{ ...facts, ...state, restoring: await restoring.progress(), restored: await restoring.last() },
      }),
      folders: () => knownFolders(parts.database, usual),
      list: async (folder) => list(folderOf(folder), log),
      unreadable: async (folder) => unreadable(folderOf(folder)),
      verify: async (name, folder, signal) => verify(folderOf(folder), name, signal),
      create: async ({ folder, keep }, by) => create({ folder: folderOf(folder), keep }, by),
      async make({ folder, keep, signal }) {
        begin(folderOf(folder), keep);
        const running = going;
        if (!running) throw new Error('It has just begun.');
        signal.addEventListener('abort', () => running.stop.abort(signal.reason), { once: true });
        return running.end;
      },
      cancel: (by) => cancel({}, by),
      restore: async ({ name, folder }, by) => restore({ name, folder: folderOf(folder), by: by.actor }, by),
      asides,
      removeAsides: (names, by) => removeAsides({ names }, by),
      cancelRestore: (by) => cancelRestore({}, by),
      remove: async (names, folder, by) => remove({ names, folder: folderOf(folder) }, by),
    },
    onRelay(topic, body) {
      if (topic !== topics.storeCopied) return false;
      copier.onCopied(body);
      return true;
    },
    noteRestore: () =>
      restoring.noteLast().catch((error: unknown) => log.error('restore-not-noted', { error })),
    async stop() {
      await restoring.stop();
      const running = going;
      running?.stop.abort(new FlightlineError('INTERRUPTED', 'The gateway is stopping.'));
      await running?.end.catch(() => undefined);
    },
  };
}

/** A server of its own is neither copied nor replaced by us. */
function whyImpossible({ database }: GatewayParts['init']): string | null {
  return database.url === null
    ? null
    : 'The database is a server of its own: back it up with pg_dump or its own means.';
}

function whyUnrestorable(init: GatewayParts['init']): string | null {
  if (init.redis.url === null || init.database.url !== null) return whyImpossible(init);
  return 'The queue is on a Redis of its own and keeps jobs that the restored database would not know: stop this instance, empty that Redis, and use “flightline restore”.';
}

/** @throws FlightlineError `CONFLICT`, `INVALID_INPUT` */
function assertPossible({ init }: GatewayParts, folder: string): void {
  const impossible = whyImpossible(init);
  if (impossible !== null) throw new FlightlineError('CONFLICT', impossible);
  assertBackupFolder(init.dataDir, folder);
}

/** `2026-11-22T060000Z`: no colons, which Windows does not allow in names. */
function nameOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}Z`;
}

/** One that cannot be read does not hide the others. @throws the first reason when none can be read */
async function list(folder: string, log: GatewayParts['log']): Promise<BackupSummary[]> {
  const names = await backupNames(folder);
  const read = await Promise.allSettled(
    names.map(async (name) => summaryOf(await readManifest(folder, name))),
  );
  const readable = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const faults: unknown[] = read.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  for (const error of faults) log.warn('backup-unreadable', { folder, message: messageOf(error) });
  if (readable.length === 0 && faults.length > 0) throw faults[0];
  return readable;
}

async function unreadable(folder: string): Promise<UnreadableBackup[]> {
  const found = await Promise.all(
    (await backupNames(folder)).map(async (name) =>
      readManifest(folder, name).then(
        () => [],
        (error: unknown) => [{ name, reason: messageOf(error) }],
      ),
    ),
  );
  return found.flat();
}

async function verify(folder: string, name: string, signal?: AbortSignal): Promise<BackupVerdict> {
  const { files } = await readManifest(folder, name);
  const verdict: BackupVerdict = { files: 0, bytes: 0, damage: [] };
  for (const file of files) {
    const fault = await objectFault(folder, file, signal ?? new AbortController().signal);
    verdict.files += 1;
    verdict.bytes += file.bytes;
    if (fault !== null && verdict.damage.length < mostDamage) verdict.damage.push(fault);
  }
  return verdict;
}
