/** What a change of a pool is called, and the change that takes it back. */
import type { PoolChange, PoolInfo } from '#contract/workers';
import { plural } from '../../ui/format';

export function undoOf({ settings, wanted }: PoolInfo, change: PoolChange): PoolChange {
  const undo: PoolChange = {};
  if (change.processes !== undefined) undo.processes = settings.autoscale.on ? settings.processes : wanted;
  if (change.concurrency !== undefined) undo.concurrency = settings.concurrency;
  if (change.paused !== undefined) undo.paused = settings.paused;
  if (change.recycleAfterJobs !== undefined) undo.recycleAfterJobs = settings.recycleAfterJobs;
  if (change.recycleAboveMb !== undefined) undo.recycleAboveMb = settings.recycleAboveMb;
  // A size by hand holds the autoscaler, so its way back is the whole of it.
  if (change.autoscale !== undefined || change.processes !== undefined) undo.autoscale = settings.autoscale;
  return undo;
}

export function changeText({ pool }: PoolInfo, change: PoolChange): string {
  if (change.paused !== undefined) return change.paused ? `${pool} is paused` : `${pool} takes jobs again`;
  if (change.processes !== undefined) {
    const each = change.concurrency === undefined ? '' : ` × ${plural(change.concurrency, 'job')}`;
    return `${pool}: ${plural(change.processes, 'process', 'processes')}${each}`;
  }
  if (change.concurrency !== undefined)
    return `${pool}: ${plural(change.concurrency, 'job')} in each process`;
  if (change.autoscale?.on !== undefined)
    return change.autoscale.on ? `${pool} scales itself` : `${pool} keeps its size`;
  if (change.autoscale?.heldUntil === null) return `${pool} scales itself again`;
  return `${pool} is changed`;
}
