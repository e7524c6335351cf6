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

/** So far back the minutes go unless the settings say otherwise; also the longest span that can be asked for. */
export const longestRangeMs = 400 * 86_400_000;

export const MetricRangeQuery = z
  .object({
    /** Ms since the epoch. */
    from: z.number().int().min(0),
    to: z.number().int().min(0),
    /** At most so many buckets; their length is a round one. */
    points: z.number().int().min(1).max(2000).default(360),
    /** Length of a bucket; makes up for `points` when a range is read on in pieces. */
    stepMs: z.number().int().min(1000).optional(),
    /** Only the work of this engine, where a figure knows engines. */
    engine: z.string().max(60).optional(),
  })
  .refine(({ from, to }) => to > from && to - from <= longestRangeMs, {
    error: 'A range ends after it begins, and spans 400 days at most.',
  })
  .refine(({ from, to, stepMs }) => stepMs === undefined || (to - from) / stepMs <= 5000, {
    error: 'A range has 5000 steps at most.',
  });
export type MetricRangeQuery = z.infer<typeof MetricRangeQuery>;

export const MetricRange = z.object({
  /** Length of a bucket. */
  stepMs: z.number(),
  /** Begin of each bucket, ms since the epoch, a multiple of the step; the last may not be full yet. */
  at: z.array(z.number()),
  /** So much of each bucket was measured: a rate times this is a count. */
  spanMs: z.array(z.number()),
  /** By id of contract/metric-charts; null where nothing is known. Shares are 0..1, rates are per second. */
  series: z.array(z.object({ id: z.string(), values: z.array(z.number().nullable()) })),
});
export type MetricRange = z.infer<typeof MetricRange>;

export const AnnotationKind = z.enum(['deploy', 'start', 'crash', 'scaling', 'act', 'alert']);
export type AnnotationKind = z.infer<typeof AnnotationKind>;

/** Something that happened and may explain a bend in a chart. */
export const MetricAnnotation = z.object({
  at: z.number(),
  kind: AnnotationKind,
  label: z.string(),
});
export type MetricAnnotation = z.infer<typeof MetricAnnotation>;
