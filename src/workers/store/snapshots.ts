/** Copies of the data directory to fall back on: each is opened and checked before it counts. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncDirectory } from '../../stack/journal/durable';
import { copyTree } from './data-directory';
import { startEngine, stopEngine } from './postgres-engine';
import { checkTables } from './self-check';

export interface Snapshot {
  path: string;
  /** Ms since the epoch. */
  takenAt: number;
}

const name = /^(\d{13})$/;
const keep = 2;

export class Snapshots {
  constructor(private readonly options: { dir: string; source: string }) {}

  /** Null while there is none. */
  async newest(): Promise<Snapshot | null> {
    return (await this.list())[0] ?? null;
  }

  /** Copies; to be called after a checkpoint and while nothing writes. Not a snapshot until `accept`. */
  async copy(takenAt: number): Promise<Snapshot> {
    await mkdir(this.options.dir, { recursive: true, mode: 0o700 });
    const draft = path.join(this.options.dir, `${takenAt}.new`);
    await this.removeDrafts();
    await copyTree(this.options.source, draft);
    return { path: draft, takenAt };
  }

  /** Opens and checks the copy, names it, and drops the oldest. @throws when it is not whole; it is removed then */
  async accept(draft: Snapshot): Promise<Snapshot> {
    try {
      const engine = await startEngine({ dir: draft.path });
      await checkTables(engine.pglite);
      await stopEngine(engine);
    } catch (error) {
      await rm(draft.path, { recursive: true, force: true });
      throw error;
    }
    const snapshot = { path: path.join(this.options.dir, String(draft.takenAt)), takenAt: draft.takenAt };
    await rename(draft.path, snapshot.path);
    await syncDirectory(this.options.dir);
    for (const old of (await this.list()).slice(keep)) await rm(old.path, { recursive: true, force: true });
    return snapshot;
  }

  /** Puts a copy of the snapshot where the data directory was. */
  async restore(snapshot: Snapshot): Promise<void> {
    const draft = `${this.options.source}.new`;
    await rm(draft, { recursive: true, force: true });
    await copyTree(snapshot.path, draft);
    await rename(draft, this.options.source);
    await syncDirectory(path.dirname(this.options.source));
  }

  /** Newest first. */
  private async list(): Promise<Snapshot[]> {
    const names = await readdir(this.options.dir).catch(() => []);
    return names
      .filter((one) => name.test(one))
      .map((one) => ({ path: path.join(this.options.dir, one), takenAt: Number(one) }))
      .sort((a, b) => b.takenAt - a.takenAt);
  }

  private async removeDrafts(): Promise<void> {
    const names = await readdir(this.options.dir);
    const drafts = names.filter((one) => one.endsWith('.new'));
    await Promise.all(
      drafts.map((one) => rm(path.join(this.options.dir, one), { recursive: true, force: true })),
    );
  }
}
