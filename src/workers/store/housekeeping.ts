/**
 * What a server's background processes do and a single-user PostgreSQL does not: checkpoints (so that a start after a
 * crash is short), vacuum and statistics, and now and then a snapshot. And plans that clients keep are made anew while
 * tables grow.
 */
import type { Log } from '../../stack/log';
import type { Engine } from './postgres-engine';
import type { SessionGate } from './session-gate';
import type { Snapshots } from './snapshots';

const tickMs = 60_000;
/** A plan made for an empty table reads a full one from end to end; planning all statements anew takes some 50 ms. */
const renewPlansMs = 5000;
const snapshotEveryMs = 6 * 3_600_000;
/** A larger database is not copied: it would hold up everybody for seconds. */
const largestSnapshotBytes = 512 * 1024 * 1024;

export interface HousekeepingOptions {
  gate: SessionGate;
  engine: Engine;
  snapshots: Snapshots;
  log: Log;
}

export interface Housekeeping {
  /** One round; the timer calls it. */
  tick(): Promise<void>;
  /** Waits for the round that is under way. */
  stop(): Promise<void>;
}

export function startHousekeeping(options: HousekeepingOptions): Housekeeping {
  const { gate, engine, log } = options;
  let round: Promise<void> = Promise.resolve();
  let changedSinceSnapshot = false;
  const tick = async () => {
    const used = gate.takeUsed();
    if (used) {
      changedSinceSnapshot = true;
      await vacuum(options);
      await gate.exclusive(() => engine.pglite.exec('checkpoint'));
    } else if (changedSinceSnapshot) {
      // Only in a quiet minute: copying and checking take the session and this thread for a moment.
      changedSinceSnapshot = !(await snapshotIfDue(options));
    }
  };
  const after = (work: () => Promise<unknown>) => {
    round = round.then(work).then(
      () => undefined,
      (error: unknown) => log.error('housekeeping-failed', { error }),
    );
  };
  const renewPlans = () => gate.exclusive(() => engine.pglite.exec('discard plans'));
  const timers = [setInterval(() => after(tick), tickMs), setInterval(() => after(renewPlans), renewPlansMs)];
  for (const timer of timers) timer.unref();
  return {
    tick,
    async stop() {
      timers.forEach(clearInterval);
      await round;
    },
  };
}

/**
 * Tables of which a fifth is new or dead; one at a time, so that clients get in between. There is no autovacuum in
 * single-user mode, and a page that is only in an index costs twice as much while its rows were never vacuumed.
 */
async function vacuum({ gate, engine }: HousekeepingOptions): Promise<void> {
  const found = await gate.exclusive(() =>
    engine.pglite.query<{ name: string }>(
      `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
       where greatest(n_dead_tup, n_ins_since_vacuum, n_mod_since_analyze) > 500 + 0.2 * n_live_tup`,
    ),
  );
  for (const { name } of found.rows)
    await gate.exclusive(() => engine.pglite.exec(`vacuum (analyze) ${name}`));
}

/** @returns whether there is a snapshot of now */
async function snapshotIfDue({ gate, engine, snapshots, log }: HousekeepingOptions): Promise<boolean> {
  const now = Date.now();
  const newest = await snapshots.newest();
  if (newest !== null && now - newest.takenAt < snapshotEveryMs) return false;
  const draft = await gate.exclusive(async () => {
    const size = await engine.pglite.query<{ bytes: number }>(
      'select pg_database_size(current_database())::float8 as bytes',
    );
    if ((size.rows[0]?.bytes ?? 0) > largestSnapshotBytes) return null;
    await engine.pglite.exec('checkpoint');
    return snapshots.copy(now);
  });
  if (draft === null) return true;
  const snapshot = await snapshots.accept(draft);
  log.info('snapshot-taken', { path: snapshot.path, ms: Date.now() - now });
  return true;
}
