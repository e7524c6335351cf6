/** Which of the times that have passed get a run, and which are left out: a pure decision. */
import type { CatchUp } from '#contract/schedules';

/** A time that is not longer ago is on time: a start of the instance takes seconds. */
export const onTimeMs = 60_000;

export interface Passed {
  /** Oldest first; none of them has a run yet. */
  times: readonly number[];
  /** There were older ones still. */
  more: boolean;
  now: number;
  catchUp: CatchUp;
  /** Most runs that catch up. */
  limit: number;
}

export interface DuePlan {
  runs: { dueAt: number; cause: 'time' | 'catch-up' }[];
  /** Times that get no run; null when there are none. */
  missed: { count: number; atLeast: boolean; from: number; to: number } | null;
}

export function planDue({ times, more, now, catchUp, limit }: Passed): DuePlan {
  const last = times.at(-1);
  const onTime = last !== undefined && now - last <= onTimeMs ? [last] : [];
  const late = onTime.length > 0 ? times.slice(0, -1) : [...times];
  // A run that is on time makes up for what one late run would have.
  const most = { none: 0, once: onTime.length > 0 ? 0 : 1, all: limit }[catchUp];
  const caughtUp = most === 0 ? [] : late.slice(-most);
  const missed = late.slice(0, late.length - caughtUp.length);
  const [from, to] = [missed[0], missed.at(-1)];
  return {
    runs: [
      ...caughtUp.map((dueAt) => ({ dueAt, cause: 'catch-up' as const })),
      ...onTime.map((dueAt) => ({ dueAt, cause: 'time' as const })),
    ],
    missed: from === undefined || to === undefined ? null : { count: missed.length, atLeast: more, from, to },
  };
}
