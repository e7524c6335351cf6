/** A restore of the running instance: copied and checked beside the data, then everything starts again with it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { RestoreEnd, RestoreProgress } from '#contract/backups';
import { FlightlineError, messageOf } from '#contract/errors';
import { topics } from '#contract/relay';
import { readManifest } from '../../../stack/backup/layout';
import { assertUsable, prepareRestore } from '../../../stack/backup/restore';
import { readRestoreReport } from '../../../stack/backup/restore-report';
import { once } from '../../../stack/database/audit';
import { readMigrations } from '../../../stack/database/migrate';
import { uuidOf } from '../uuid-of';
import type { GatewayParts } from '../parts';

export class RestoreRun {
  private running: RestoreProgress | null = null;
  private failed: RestoreEnd | null = null;
  private going: { end: Promise<void>; stop: AbortController } | null = null;

  constructor(
    private readonly parts: GatewayParts,
    private readonly onChange: () => void,
  ) {}

  /** @throws FlightlineError `NOT_FOUND`, `BACKUP_UNUSABLE` */
  async begin(name: string, folder: string, by: string): Promise<{ name: string; folder: string }> {
    const { init, log, readOnly } = this.parts;
    const manifest = await readManifest(folder, name);
    assertUsable(manifest, await readMigrations(path.join(init.resourcesDir, 'migrations')));
    if (this.going !== null) throw new FlightlineError('CONFLICT', 'A backup is being restored already.');
    const progress: RestoreProgress = {
      ...{ name, folder, phase: 'copying', startedAt: Date.now(), doneFiles: 0, doneBytes: 0 },
      ...{ totalFiles: manifest.files.length, totalBytes: manifest.bytes },
    };
    const stop = new AbortController();
    const release = readOnly.hold(by, `the backup ${name} is being restored`);
    const copy = async (): Promise<void> => {
      try {
        await prepareRestore({
          ...{ folder, manifest, dataDir: init.dataDir, reports: true, signal: stop.signal },
          onFile(bytes) {
            progress.doneFiles += 1;
            progress.doneBytes += bytes;
          },
        });
        progress.phase = 'restarting';
        log.info('restore-prepared', { name, folder, files: manifest.files.length });
        this.parts.link.relay('supervisor', topics.renew, {});
      } catch (error) {
        release();
        this.running = null;
        this.going = null;
        this.failed = { name, at: Date.now(), error: messageOf(error), aside: null };
        log.error('restore-failed', { name, folder, error });
      }
      this.onChange();
    };
    this.running = progress;
    this.going = { end: copy(), stop };
    this.onChange();
    return { name, folder };
  }

  get isGoing(): boolean {
    return this.running !== null;
  }

  /** Also of one that began in the life before, until everything has started with it. */
  async progress(): Promise<RestoreProgress | null> {
    if (this.running !== null) return this.running;
    const report = await readRestoreReport(this.parts.init.dataDir);
    if (report?.state !== 'starting') return null;
    const { name, folder, at } = report;
    return {
      ...{ name, folder, phase: 'restarting', startedAt: at },
      ...{ doneFiles: 0, doneBytes: 0, totalFiles: 0, totalBytes: 0 },
    };
  }

  /** @returns whether there was one that could be ended */
  async cancel(): Promise<boolean> {
    if (this.going === null || this.running?.phase !== 'copying') return false;
    this.going.stop.abort(new FlightlineError('CANCELLED', 'The restore was cancelled.'));
    await this.going.end;
    return true;
  }

  /** How the last one ended: one of this life, or the one that this life began with. */
  async last(): Promise<RestoreEnd | null> {
    if (this.failed !== null) return this.failed;
    const report = await readRestoreReport(this.parts.init.dataDir);
    if (report === null || (report.state !== 'done' && report.state !== 'failed')) return null;
    const { name, at, error } = report;
    const aside = path.join(this.parts.init.dataDir, report.aside);
    return { name, at, error, aside: error === null && existsSync(aside) ? aside : null };
  }

  /** The restored database knows nothing of its restore, nor the old one of what became of it: it is written into the audit log, once. */
  async noteLast(): Promise<void> {
    const { database, init } = this.parts;
    const report = await readRestoreReport(init.dataDir);
    if (report === null) return;
    const { name, folder, aside, at, error } = report;
    const act = error === null ? 'backups.restored' : 'backups.restore-undone';
    const key = uuidOf(`${act} ${name} ${at}`);
    const by = { key, actor: 'supervisor', act, subject: { name, folder } };
    await once(database, by, (change) => {
      change.after = error === null ? { before: aside } : { error };
      return Promise.resolve(null);
    });
  }

  async stop(): Promise<void> {
    if (this.running?.phase === 'copying')
      this.going?.stop.abort(new FlightlineError('INTERRUPTED', 'The gateway is stopping.'));
    await this.going?.end;
  }
}
