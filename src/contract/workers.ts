/** Pools of engine processes: how large they are, what they may use, how they scale, and how they are told to. */
import { z } from 'zod';
import { pools } from './queues';

export const PoolName = z.enum(pools);

/** Bounds of what an operator may choose; the machine's own limits come on top. */
export const mostProcesses = 64;
export const mostConcurrency = 256;

const processes = z.number().int().min(1).max(mostProcesses);

export const AutoscaleSettings = z.strictObject({
  on: z.boolean(),
  /** Fewest and most processes it may choose. */
  min: processes,
  max: processes,
  /** In how many seconds a backlog shall be worked off. */
  drainS: z.number().min(1).max(3600),
  /** Until when a size chosen by hand stays, ms since the epoch; null: no size is held. */
  heldUntil: z.number().nullable(),
});
export type AutoscaleSettings = z.infer<typeof AutoscaleSettings>;

export const RecycleLimits = z.object({
  /** A process is replaced after so many jobs. */
  recycleAfterJobs: z.number().int().min(1).max(1_000_000),
  /** A process is replaced above this memory, MiB. */
  recycleAboveMb: z.number().int().min(128).max(1_048_576),
});
export type RecycleLimits = z.infer<typeof RecycleLimits>;

/** What an operator decides about a pool; kept over restarts. */
export const PoolSettings = z.strictObject({
  processes,
  /** Jobs that run at once in each process; one more may run for the interactive lane. */
  concurrency: z.number().int().min(1).max(mostConcurrency),
  /** No process of it takes jobs; those that run end. */
  paused: z.boolean(),
  ...RecycleLimits.shape,
  autoscale: AutoscaleSettings,
});
export type PoolSettings = z.infer<typeof PoolSettings>;

/** What shall be different; what is left out stays. */
export const PoolChange = PoolSettings.partial().extend({
  autoscale: AutoscaleSettings.partial().optional(),
});
export type PoolChange = z.infer<typeof PoolChange>;

/** `pools.json` of a data directory: what differs from the settings, by pool. */
export const KeptPools = z.record(z.string(), PoolChange);
export type KeptPools = z.infer<typeof KeptPools>;

/** What holds for a pool at this moment: the operator's choice, or the autoscaler's. */
export const PoolPlan = z.object({
  pool: PoolName,
  processes,
  concurrency: PoolSettings.shape.concurrency,
  paused: z.boolean(),
  ...RecycleLimits.shape,
});
export type PoolPlan = z.infer<typeof PoolPlan>;

/** Supervisor → engine process, at its start and at each change. */
export const Tuning = PoolPlan.pick({ concurrency: true, paused: true }).extend(RecycleLimits.shape);
export type Tuning = z.infer<typeof Tuning>;

export const processActs = ['pause', 'resume', 'drain', 'replace', 'restart', 'kill'] as const;
export const ProcessActName = z.enum(processActs);
export type ProcessActName = z.infer<typeof ProcessActName>;

/** A number of processes with the rule it comes from. */
export const StartingValue = z.object({ label: z.string(), processes: z.number().int(), source: z.string() });
export type StartingValue = z.infer<typeof StartingValue>;

export const PoolInfo = z.object({
  pool: PoolName,
  engines: z.array(z.object({ name: z.string(), title: z.string(), kind: z.enum(['cpu', 'io']) })),
  settings: PoolSettings,
  /** Processes it shall have now: by hand, or by the autoscaler. */
  wanted: z.number().int(),
  /** Why the autoscaler holds still or what it chose last; null while it is off. */
  reason: z.string().nullable(),
  depth: z.object({ waiting: z.number(), active: z.number(), delayed: z.number() }),
  cores: z.number().int(),
  startingValues: z.array(StartingValue),
});
export type PoolInfo = z.infer<typeof PoolInfo>;
