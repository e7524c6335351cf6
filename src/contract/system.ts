/** The instance itself: its processes, engines and ports. */
import { z } from 'zod';

export const processStates = [
  'starting',
  'ready',
  'unresponsive',
  'backoff',
  'failed',
  'stopping',
  'stopped',
] as const;
export const ProcessState = z.enum(processStates);
export type ProcessState = z.infer<typeof ProcessState>;

/** Jobs that run at once in a process, and may. */
export const SlotUse = z.object({ used: z.number().int(), limit: z.number().int() });
export type SlotUse = z.infer<typeof SlotUse>;

/** How a life of a process ended. */
export const ProcessEnd = z.object({
  at: z.number(),
  reason: z.string(),
  /** Somebody or something asked for it. */
  planned: z.boolean(),
});
export type ProcessEnd = z.infer<typeof ProcessEnd>;

export const ProcessInfo = z.object({
  name: z.string(),
  kind: z.enum(['supervisor', 'redis', 'store', 'gateway', 'engine']),
  state: ProcessState,
  /** Of an engine process; null for all others and for the one of isolation. */
  pool: z.string().nullable(),
  pid: z.number().nullable(),
  startedAt: z.number().nullable(),
  restarts: z.number().int(),
  /** One sentence: why it is in this state; null when all is well. */
  reason: z.string().nullable(),
  cpu: z.number().nullable(),
  rssBytes: z.number().nullable(),
  loopDelayMs: z.number().nullable(),
  /** File name of the jobs an engine process works on. */
  working: z.array(z.object({ jobId: z.string(), fileName: z.string(), startedAt: z.number() })),
  jobsDone: z.number().int().nullable(),
  slots: SlotUse.nullable(),
  /** It takes no jobs, though it is ready. */
  paused: z.boolean(),
  /** Its last ends, newest first; at most ten. */
  ends: z.array(ProcessEnd),
});
export type ProcessInfo = z.infer<typeof ProcessInfo>;

export const EngineInfo = z.object({
  name: z.string(),
  title: z.string(),
  version: z.number().int(),
  pool: z.string(),
  accepts: z.array(z.object({ label: z.string(), suffixes: z.array(z.string()), maxBytes: z.number() })),
  columns: z.array(z.object({ key: z.string(), label: z.string(), unit: z.string().nullable() })),
  views: z.array(z.string()),
  /** Where the original HTTP contract is served; null if it has none, `port` null if no port could be had. */
  http: z.object({ port: z.number().nullable(), wantedPort: z.number() }).nullable(),
});
export type EngineInfo = z.infer<typeof EngineInfo>;

/** What start-up found and mended after an unclean end; null fields were not needed. */
export const RepairReport = z.object({
  at: z.number(),
  cleanEnd: z.boolean(),
  journalRecords: z.number().int(),
  rowsRestored: z.number().int(),
  jobsRequeued: z.number().int(),
  actsReplayed: z.number().int(),
  messages: z.array(z.string()),
});
export type RepairReport = z.infer<typeof RepairReport>;

export const SystemInfo = z.object({
  version: z.string(),
  instanceId: z.string(),
  dataDir: z.string(),
  startedAt: z.number(),
  platform: z.string(),
  shell: z.enum(['desktop', 'headless']),
  redis: z.object({ kind: z.enum(['embedded', 'external']), version: z.string() }),
  database: z.object({ kind: z.enum(['embedded', 'external']), version: z.string() }),
  storage: z.object({ usedBytes: z.number(), quotaBytes: z.number().nullable(), freeBytes: z.number() }),
  consoleUrl: z.string(),
  repair: RepairReport.nullable(),
});
export type SystemInfo = z.infer<typeof SystemInfo>;
