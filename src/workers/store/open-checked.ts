/** Opens the data directory; after an unclean end it is checked, and a broken one gives way to the last snapshot. */
import { rename, rm } from 'node:fs/promises';
import { FlightlineError, messageOf } from '#contract/errors';
import type { Log } from '../../stack/log';
import { exists, initialise } from './data-directory';
import { startEngine } from './postgres-engine';
import type { Engine } from './postgres-engine';
import { checkTables } from './self-check';
import { readTemplate } from './template';
import { Snapshots } from './snapshots';

export interface OpenCheckedOptions {
  dir: string;
  snapshotsDir: string;
  resourcesDir: string;
  unclean: boolean;
  log: Log;
}

export interface OpenedEngine {
  engine: Engine;
  snapshots: Snapshots;
  firstStart: boolean;
  repair: string[];
}

/** @throws FlightlineError `DATABASE_UNSUITABLE` when it does not open and there is no snapshot to go back to */
export async function openChecked(options: OpenCheckedOptions): Promise<OpenedEngine> {
  const { dir, log } = options;
  const snapshots = new Snapshots({ dir: options.snapshotsDir, source: dir });
  const firstStart = !(await exists(dir));
  if (firstStart && (await snapshots.newest()) === null) {
    return { engine: await makeAndOpen(options), snapshots, firstStart, repair: [] };
  }
  if (firstStart) {
    // A restore was cut short after the broken directory was moved away.
    return { ...(await restoreNewest(options, snapshots, 'the database was missing')), firstStart: false };
  }
  try {
    const engine = await openOne(options, options.unclean);
    const repair = options.unclean ? ['after an unclean end the database was checked: it is whole'] : [];
    return { engine, snapshots, firstStart, repair };
  } catch (error) {
    log.error('database-broken', { error });
    return { ...(await restoreNewest(options, snapshots, messageOf(error))), firstStart: false };
  }
}

/** A template that does not open (of another build of PGlite) costs time, never the start. */
async function makeAndOpen(options: OpenCheckedOptions): Promise<Engine> {
  const template = await readTemplate(options.resourcesDir);
  await initialise(options.dir, template);
  try {
    return await openOne(options, false);
  } catch (error) {
    if (template === null) throw error;
    options.log.warn('template-unusable', { error });
    await rm(options.dir, { recursive: true, force: true });
    await initialise(options.dir, null);
    return openOne(options, false);
  }
}

async function openOne(options: OpenCheckedOptions, check: boolean): Promise<Engine> {
  const onLine = (line: string) => options.log.debug('postgres', { line });
  const engine = await startEngine({ dir: options.dir, onLine });
  if (!check) return engine;
  try {
    const report = await checkTables(engine.pglite);
    options.log.info('database-checked', { ...report });
    return engine;
  } catch (error) {
    await engine.pglite.close();
    throw error;
  }
}

/** The broken directory is kept, once, as `postgres.broken`: it may be all there is of the newest rows. */
async function restoreNewest(
  options: OpenCheckedOptions,
  snapshots: Snapshots,
  reason: string,
): Promise<Omit<OpenedEngine, 'firstStart'>> {
  const snapshot = await snapshots.newest();
  if (snapshot === null) {
    const message = `The database in ${options.dir} does not open (${reason}), and there is no snapshot of it yet.`;
    throw new FlightlineError('DATABASE_UNSUITABLE', message);
  }
  const broken = `${options.dir}.broken`;
  await rm(broken, { recursive: true, force: true });
  if (await isThere(options.dir)) await rename(options.dir, broken);
  await snapshots.restore(snapshot);
  const engine = await openOne(options, true);
  const when = new Date(snapshot.takenAt).toISOString();
  return {
    engine,
    snapshots,
    repair: [
      `the database did not open (${reason}); it was put back to the snapshot of ${when}, the old one is ${broken}`,
    ],
  };
}

async function isThere(dir: string): Promise<boolean> {
  return exists(dir).catch(() => true);
}
