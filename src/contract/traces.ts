/** Traces: the way of one file through intake, queue, engines and database, as OpenTelemetry describes such things. */
import { z } from 'zod';

export const SpanAttributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type SpanAttributes = z.infer<typeof SpanAttributes>;

export const spanKinds = ['internal', 'server', 'client', 'producer', 'consumer'] as const;

/** What a stretch of time was spent on; the colour of a bar. */
export const spanSorts = ['intake', 'wait', 'run', 'stage', 'database', 'job'] as const;
export const SpanSort = z.enum(spanSorts);
export type SpanSort = z.infer<typeof SpanSort>;

export const Span = z.object({
  /** 16 hexadecimal digits. */
  spanId: z.string(),
  parentId: z.string().nullable(),
  name: z.string(),
  kind: z.enum(spanKinds),
  sort: SpanSort,
  /** Ms since the epoch, with fractions. */
  startedAt: z.number(),
  durationMs: z.number(),
  /** Why it failed; null when it did not. */
  error: z.string().nullable(),
  /** Process that did it. */
  process: z.string(),
  attributes: SpanAttributes,
  events: z.array(z.object({ name: z.string(), at: z.number(), attributes: SpanAttributes })),
  /** Spans that led to this one and are not its parents: the attempt before, the step before, the life before a retry. */
  links: z.array(z.object({ traceId: z.string(), spanId: z.string().nullable(), why: z.string() })),
});
export type Span = z.infer<typeof Span>;

export const TraceBar = z.object({
  sort: SpanSort,
  startedAt: z.number(),
  durationMs: z.number(),
  failed: z.boolean(),
});
export type TraceBar = z.infer<typeof TraceBar>;

export const TraceRow = z.object({
  traceId: z.string(),
  /** Of its file. */
  name: z.string(),
  startedAt: z.number(),
  durationMs: z.number(),
  /** Spans that failed. */
  errors: z.number().int(),
  /** The first failure. */
  error: z.string().nullable(),
  spans: z.number().int(),
  engines: z.array(z.string()),
  jobIds: z.array(z.string()),
  /** Intake, waiting, runs and writing, for a small picture of it. */
  bars: z.array(TraceBar),
});
export type TraceRow = z.infer<typeof TraceRow>;

export const TraceDetail = z.object({
  trace: TraceRow,
  /** By start; parents before their children. */
  spans: z.array(Span),
  jobs: z.array(z.object({ id: z.string(), engine: z.string(), state: z.string(), fileName: z.string() })),
});
export type TraceDetail = z.infer<typeof TraceDetail>;

export const TraceFilter = z.object({
  failed: z.boolean().optional(),
  engine: z.string().max(40).optional(),
  jobId: z.string().max(100).optional(),
  /** Case-insensitive, in file name and error; or the beginning of a trace's or job's id. */
  search: z.string().max(200).optional(),
  leastMs: z.number().min(0).optional(),
  mostMs: z.number().min(0).optional(),
  /** Traces that went on in this window, ms since the epoch. */
  from: z.number().optional(),
  to: z.number().optional(),
});
export type TraceFilter = z.infer<typeof TraceFilter>;

export const traceSortKeys = ['startedAt', 'durationMs'] as const;
export const TracePageQuery = z.object({
  filter: TraceFilter.default({}),
  sort: z
    .object({ key: z.enum(traceSortKeys), descending: z.boolean() })
    .default({ key: 'startedAt', descending: true }),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});
export type TracePageQuery = z.infer<typeof TracePageQuery>;

export const TracePage = z.object({ rows: z.array(TraceRow), total: z.number().int() });
export type TracePage = z.infer<typeof TracePage>;

export const TraceStore = z.object({
  traces: z.number().int(),
  bytes: z.number(),
  oldestAt: z.number().nullable(),
  maxBytes: z.number(),
  days: z.number(),
  /** Ordinary traces that each process keeps in a second, and from which run time on all are kept. */
  perSecond: z.number(),
  slowMs: z.number(),
  /** Where they are sent, and how that goes; null when they stay here. */
  export: z
    .object({
      endpoint: z.string(),
      sentSpans: z.number().int(),
      /** Spans that are stored and not sent yet. */
      waitingParts: z.number().int(),
      lastSentAt: z.number().nullable(),
      /** Why it does not go at the moment. */
      problem: z.string().nullable(),
    })
    .nullable(),
});
export type TraceStore = z.infer<typeof TraceStore>;
