/** Watches one folder: looks through it at intervals, sooner when the system tells of a change, and takes in what is new. */
import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { FlightlineError, messageOf } from '#contract/errors';
import type { WatchedFile } from '#contract/media/folders';
import { noteFiles, noteScan, seenFiles } from '../../../stack/database/media/folders';
import type { IntakeFile } from '../intake/intake';
import { admitRouted, mostBytes } from '../intake/route-file';
import { walk } from '../intake/walk';
import type { GatewayParts } from '../parts';
import { type Seen, type Watched, judge } from './settled';

/** Without any sign from the system, as on network drives. */
const everyMs = 15_000;
const soonMs = 500;
const waitingMs = 1000;
/** While nothing may be taken in: how soon its end is noticed. */
const readOnlyMs = 1000;
const atOnce = 50;
/** Systems allow some thousands of watchers to a user; the others are found at the next look. */
const mostWatchers = 256;

type Parts = Pick<GatewayParts, 'database' | 'blobs' | 'intake' | 'engines' | 'log' | 'meter' | 'readOnly'>;

export class FolderWatch {
  private readonly stopped = new AbortController();
  private readonly waiting = new Map<string, Watched>();
  private readonly watchers = new Map<string, FSWatcher>();
  private dealt: Map<string, Seen> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private dueAt = 0;
  private running: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly parts: Parts,
    private readonly folder: { id: string; path: string; recursive: boolean },
    private readonly onChange: () => void,
  ) {
    this.lookIn(0);
  }

  /** Files that are still being written. */
  get waitingCount(): number {
    return this.waiting.size;
  }

  async stop(): Promise<void> {
    this.stopped.abort(new FlightlineError('INTERRUPTED', 'The folder is not watched any more.'));
    if (this.timer) clearTimeout(this.timer);
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
    await this.running;
  }

  private lookIn(ms: number): void {
    if (this.stopped.signal.aborted) return;
    const at = Date.now() + ms;
    if (this.timer && this.dueAt <= at) return;
    if (this.timer) clearTimeout(this.timer);
    this.dueAt = at;
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.running) this.again = true;
      else this.running = this.look().finally(() => (this.running = null));
    }, ms);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    const { database, log, readOnly } = this.parts;
    if (readOnly.state.on) {
      this.lookIn(readOnlyMs);
      return;
    }
    const before = this.waiting.size;
    let next = everyMs;
    try {
      this.dealt ??= await seenFiles(database, this.folder.id);
      const { problem, taken } = await this.scan(this.dealt);
      await noteScan(database, this.folder.id, { at: Date.now(), problem });
      if (taken > 0 || before !== this.waiting.size) this.onChange();
      if (this.waiting.size > 0) next = waitingMs;
    } catch (error) {
      if (this.stopped.signal.aborted) return;
      log.warn('folder-not-scanned', { folder: this.folder.path, message: messageOf(error) });
    }
    if (this.again) next = soonMs;
    this.again = false;
    this.lookIn(next);
  }

  private async scan(dealt: Map<string, Seen>): Promise<{ problem: string | null; taken: number }> {
    const present = new Set<string>();
    const ready: { path: string; seen: Seen }[] = [];
    let [problem, taken]: [string | null, number] = [null, 0];
    this.watchDir(this.folder.path);
    for await (const found of walk([this.folder.path], { deep: this.folder.recursive })) {
      this.stopped.signal.throwIfAborted();
      if ('code' in found) {
        problem ??= found.message;
        continue;
      }
      const stats = await stat(found.path).catch(() => null);
      if (!stats?.isFile()) continue;
      present.add(found.path);
      this.watchDir(path.dirname(found.path));
      const seen = { sizeBytes: stats.size, modifiedAt: stats.mtimeMs };
      const judged = judge(Date.now(), seen, {
        dealt: dealt.get(found.path),
        waiting: this.waiting.get(found.path),
      });
      if (judged.state === 'waiting') this.waiting.set(found.path, judged.watched);
      else this.waiting.delete(found.path);
      if (judged.state === 'ready') ready.push({ path: found.path, seen });
      if (ready.length >= atOnce) taken += await this.take(ready.splice(0), dealt);
    }
    for (const gone of [...this.waiting.keys()].filter((name) => !present.has(name)))
      this.waiting.delete(gone);
    taken += await this.take(ready, dealt);
    return { problem, taken };
  }

  /** Accepted first, noted after: a kill between the two has it accepted again, which is known then. */
  private async take(
    ready: readonly { path: string; seen: Seen }[],
    dealt: Map<string, Seen>,
  ): Promise<number> {
    const { database, intake, meter } = this.parts;
    const taken: { path: string; seen: Seen; file: IntakeFile }[] = [];
    for (const { path: file, seen } of ready) {
      const stored = await this.store(file, seen);
      if (stored) taken.push({ path: file, seen, file: stored });
    }
    if (taken.length === 0) return 0;
    meter.ingestRequests.paths += 1;
    const items = await intake.accept({
      files: taken.map(({ file }) => file),
      batchId: null,
      lane: 'normal',
      choices: {},
    });
    const notes = taken.map(({ path: name, seen }, k): WatchedFile => {
      const item = items[k];
      return {
        path: name,
        ...seen,
        outcome: item?.outcome ?? 'refused',
        message: item?.message ?? null,
        jobId: item?.jobs[0]?.id ?? null,
      };
    });
    await noteFiles(database, this.folder.id, notes, Date.now());
    for (const { path: name, seen } of taken) dealt.set(name, seen);
    return taken.length;
  }

  /** Null when it is to be looked at again: it changed while it was read, or the disk is full. */
  private async store(file: string, seen: Seen): Promise<IntakeFile | null> {
    const { blobs, engines } = this.parts;
    const fileName = path.relative(path.dirname(this.folder.path), file).split(path.sep).join('/');
    try {
      const blob = await blobs.putFile(file, {
        maxBytes: mostBytes(engines),
        signal: this.stopped.signal,
        admit: (found) => admitRouted(engines, { fileName, ...found }),
      });
      const after = await stat(file);
      if (after.size !== seen.sizeBytes || after.mtimeMs !== seen.modifiedAt) return this.wait(file, after);
      return { fileName, ...blob };
    } catch (error) {
      if (!(error instanceof FlightlineError)) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
      if (error.status === 507) throw error;
      return { fileName, sizeBytes: seen.sizeBytes, refusal: { code: error.code, message: error.message } };
    }
  }

  private wait(file: string, stats: { size: number; mtimeMs: number }): null {
    this.waiting.set(file, { sizeBytes: stats.size, modifiedAt: stats.mtimeMs, since: Date.now() });
    return null;
  }

  private watchDir(dir: string): void {
    if (this.watchers.has(dir) || this.watchers.size >= mostWatchers || this.stopped.signal.aborted) return;
    try {
      const watcher = watch(dir, { persistent: false }, () => this.lookIn(soonMs));
      const forget = () => {
        watcher.close();
        if (this.watchers.get(dir) === watcher) this.watchers.delete(dir);
      };
      watcher.on('error', forget);
      this.watchers.set(dir, watcher);
    } catch {
      // It is gone, or the system has no watcher left: the interval finds what changes.
    }
  }
}
