/** Figures of the running instance: one sample a second, pushed to the console and kept for its charts. */
import { z } from 'zod';

export const Percentiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });
export type Percentiles = z.infer<typeof Percentiles>;

export const ProcessSample = z.object({
  name: z.string(),
  /** Share of one core, 0..(number of cores). */
  cpu: z.number(),
  rssBytes: z.number(),
  /** Event-loop delay, p99 over the interval; null where the process is not ours (redis-server). */
  loopDelayMs: z.number().nullable(),
});
export type ProcessSample = z.infer<typeof ProcessSample>;

export const MetricSample = z.object({
  /** End of the second, ms since the epoch. */
  at: z.number(),
  completedPerS: z.number(),
  failedPerS: z.number(),
  acceptedPerS: z.number(),
  /** Jobs by state that Redis knows. */
  depth: z.object({ waiting: z.number(), active: z.number(), delayed: z.number() }),
  /** Null while nothing finished in the last 10 s. */
  waitMs: Percentiles.nullable(),
  runMs: Percentiles.nullable(),
  processes: z.array(ProcessSample),
});
export type MetricSample = z.infer<typeof MetricSample>;

export const QueueDepth = z.object({
  queue: z.string(),
  waiting: z.number(),
  active: z.number(),
  delayed: z.number(),
});
export type QueueDepth = z.infer<typeof QueueDepth>;
