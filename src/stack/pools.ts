/** What operators chose for the pools: read by supervisor and gateway, written by the gateway alone. */
import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import { type Pool, pools } from '#contract/queues';
import type { Settings } from '#contract/settings';
import { KeptPools, type PoolChange, type PoolPlan, type PoolSettings } from '#contract/workers';
import { syncDirectory } from './journal/durable';

const fileOf = (dataDir: string) => path.join(dataDir, 'pools.json');
/** Between a second, in which a burst looks like a trend, and half a minute, which an operator notices. */
const drainS = 30;

/** @throws FlightlineError `BAD_SETTINGS` when the file cannot be understood */
export function readKeptPools(dataDir: string): KeptPools {
  const file = fileOf(dataDir);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new FlightlineError('BAD_SETTINGS', `${file} cannot be read.`, { cause: error });
  }
  try {
    return KeptPools.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : 'it is not JSON';
    throw new FlightlineError('BAD_SETTINGS', `${file}: ${why}. Correct it, or delete it.`, { cause: error });
  }
}

/** Durable when it resolves. */
export async function writeKeptPools(dataDir: string, kept: KeptPools): Promise<void> {
  const file = fileOf(dataDir);
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(kept, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  await syncDirectory(dataDir);
}

type Defaults = Pick<
  Settings,
  'processesPerPool' | 'threadsPerProcess' | 'recycleAfterJobs' | 'recycleAboveMb'
>;

export function poolSettings(
  kept: PoolChange | undefined,
  defaults: Defaults,
  cores = availableParallelism(),
): PoolSettings {
  return {
    processes: defaults.processesPerPool,
    concurrency: defaults.threadsPerProcess || cores,
    paused: false,
    recycleAfterJobs: defaults.recycleAfterJobs,
    recycleAboveMb: defaults.recycleAboveMb,
    ...kept,
    autoscale: { on: false, min: 1, max: Math.max(2, cores), drainS, heldUntil: null, ...kept?.autoscale },
  };
}

/** What the pools start with; a pool that scales itself starts within its bounds. */
export function firstPlans(dataDir: string, settings: Settings): PoolPlan[] {
  const kept = readKeptPools(dataDir);
  return pools.map((pool) => planOf(pool, poolSettings(kept[pool], settings), null));
}

/** @param target what the autoscaler wants; null: it was not asked yet */
export function planOf(pool: Pool, settings: PoolSettings, target: number | null): PoolPlan {
  const { concurrency, paused, recycleAfterJobs, recycleAboveMb, autoscale } = settings;
  const isHeld = !autoscale.on || autoscale.heldUntil !== null;
  const free = Math.min(autoscale.max, Math.max(autoscale.min, target ?? settings.processes));
  return {
    pool,
    processes: isHeld ? settings.processes : free,
    concurrency,
    paused,
    recycleAfterJobs,
    recycleAboveMb,
  };
}
