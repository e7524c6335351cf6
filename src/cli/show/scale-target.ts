/** What `POOL=SIZE` of the command line asks for: a pure function. */
import { type PoolChange, type PoolInfo, mostConcurrency, mostProcesses } from '#contract/workers';
import { UsageError } from '../exit-codes';

/** The pool of this name, or the one whose engine has it. @throws UsageError */
export function poolOf(pools: readonly PoolInfo[], name: string): PoolInfo {
  const found =
    pools.find(({ pool }) => pool === name) ??
    pools.find(({ engines }) => engines.some((engine) => engine.name === name));
  if (found) return found;
  throw new UsageError(
    `No pool or engine is named ${name}; pools are: ${pools.map(({ pool }) => pool).join(', ')}.`,
  );
}

/** @throws UsageError */
export function scaleTarget(
  text: string,
  pools: readonly PoolInfo[],
): { pool: PoolInfo; change: PoolChange } {
  const [, name = '', size = ''] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (!name) throw new UsageError(`${text} is not of the form POOL=SIZE, e.g. igc=4.`);
  const pool = poolOf(pools, name);
  return { pool, change: changeFor(size.toLowerCase(), pool) };
}

function changeFor(size: string, pool: PoolInfo): PoolChange {
  if (size === 'auto') return { autoscale: { on: true, heldUntil: null } };
  if (size === 'fixed') return { processes: pool.wanted, autoscale: { on: false, heldUntil: null } };
  const preset = pool.startingValues.find(({ label }) => label.toLowerCase() === size);
  if (preset) return { processes: preset.processes, concurrency: 1 };
  const [, processes, concurrency] = /^(\d{1,3})(?:x(\d{1,3}))?$/.exec(size) ?? [];
  if (!processes)
    throw new UsageError(
      `${size} is no size: give a number, N×JOBS as 2x4, auto, fixed, light, medium, heavy or batch.`,
    );
  const count = Number(processes);
  if (count < 1 || count > mostProcesses)
    throw new UsageError(
      `A pool has 1 to ${mostProcesses} processes; “flightline workers pause ${pool.pool}” holds its work.`,
    );
  if (concurrency !== undefined && (Number(concurrency) < 1 || Number(concurrency) > mostConcurrency))
    throw new UsageError(`A process runs 1 to ${mostConcurrency} jobs at once.`);
  return { processes: count, ...(concurrency ? { concurrency: Number(concurrency) } : {}) };
}
