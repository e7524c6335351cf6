/** Schedules: work that begins by the clock, and the history of its runs. */
import { z } from 'zod';
import { BatchCounts, BatchState } from './batches';
import { Lane } from './queues';

/** Times that passed while nothing could run: left out, made up for by one run, or each by its own. */
export const CatchUp = z.enum(['none', 'once', 'all']);
export type CatchUp = z.infer<typeof CatchUp>;

const days = z.number().int().min(1).max(3650);

export const FolderWork = z.strictObject({
  kind: z.literal('folder'),
  /** Absolute paths of files and folders on the machine of the gateway. */
  paths: z.array(z.string().min(1)).min(1).max(100),
  /** Only this engine; otherwise content decides. */
  engine: z.string().optional(),
  options: z.record(z.string(), z.unknown()).optional(),
  lane: Lane.default('batch'),
  /** Files that an earlier run of the schedule took, and that have not changed since, are passed over. */
  onlyChanged: z.boolean().default(true),
});
export const EngineActWork = z.strictObject({
  kind: z.literal('engine-act'),
  engine: z.string().min(1).max(40),
  act: z.string().min(1).max(60),
  input: z.unknown().optional(),
});
export const HousekeepingWork = z.strictObject({
  kind: z.literal('housekeeping'),
  /** Completed and cancelled runs are removed with their results after so many days; null: kept. */
  removeRunsAfterDays: days.nullable().default(null),
  removeHistoryAfterDays: days.nullable().default(90),
  /** Stored files that nothing refers to. */
  removeUnusedFiles: z.boolean().default(true),
});
export const BackupWork = z.strictObject({
  kind: z.literal('backup'),
  /** Absolute; null: where backups usually go. */
  folder: z.string().min(1).max(1000).nullable().default(null),
  /** Older ones in the folder are removed. */
  keep: z.number().int().min(1).max(1000).default(7),
});
export const ScheduledWork = z.discriminatedUnion('kind', [
  FolderWork,
  EngineActWork,
  HousekeepingWork,
  BackupWork,
]);
export type ScheduledWork = z.infer<typeof ScheduledWork>;
export type WorkOf<Kind extends ScheduledWork['kind']> = Extract<ScheduledWork, { kind: Kind }>;

export const mostCatchUpRuns = 100;

export const ScheduleInput = z.object({
  name: z.string().trim().min(1).max(120),
  /** Five fields (minute, hour, day of month, month, day of week) or `@hourly`, `@daily`, … */
  cron: z.string().trim().min(1).max(120),
  /** IANA name, e.g. `Europe/Vienna`. */
  timeZone: z.string().min(1).max(60),
  catchUp: CatchUp.default('once'),
  /** Most runs that catch up at once when `catchUp` is `all`; older times are left out. */
  catchUpLimit: z.number().int().min(1).max(mostCatchUpRuns).default(24),
  work: ScheduledWork,
});
export type ScheduleInput = z.infer<typeof ScheduleInput>;

export const runStates = ['waiting', 'running', 'done', 'failed', 'skipped'] as const;
export const ScheduleRunState = z.enum(runStates);
export type ScheduleRunState = z.infer<typeof ScheduleRunState>;

export const ScheduleRun = z.object({
  id: z.string(),
  scheduleId: z.string(),
  scheduleName: z.string(),
  /** The time it stands for. */
  dueAt: z.number(),
  cause: z.enum(['time', 'catch-up', 'manual']),
  state: ScheduleRunState,
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  /** One sentence: what it did, why it failed or was left out. */
  message: z.string().nullable(),
  errorCode: z.string().nullable(),
  /** What it made, as it is now. */
  batch: z.object({ id: z.string(), state: BatchState, counts: BatchCounts }).nullable(),
});
export type ScheduleRun = z.infer<typeof ScheduleRun>;

export const Schedule = ScheduleInput.extend({
  id: z.string(),
  /** The cron expression in words. */
  words: z.string(),
  paused: z.boolean(),
  /** Engine that declared it; null for an operator's own. */
  engine: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** When it was removed; it can be put back. */
  removedAt: z.number().nullable(),
  /** Null while it is paused or removed. */
  nextAt: z.number().nullable(),
  lastRun: ScheduleRun.nullable(),
});
export type Schedule = z.infer<typeof Schedule>;

export const CronQuestion = z.object({ cron: z.string().max(120), timeZone: z.string().max(60) });
/** A cron expression in words and its next times; `problem` says what is wrong with it. */
export const CronPreview = z.object({
  words: z.string().nullable(),
  next: z.array(z.number()),
  problem: z.string().nullable(),
});
export type CronPreview = z.infer<typeof CronPreview>;

export const ScheduleHistoryQuery = z.object({
  scheduleId: z.string().optional(),
  states: z.array(ScheduleRunState).optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});
export type ScheduleHistoryQuery = z.infer<typeof ScheduleHistoryQuery>;
export const ScheduleHistory = z.object({ rows: z.array(ScheduleRun), total: z.number().int() });
export type ScheduleHistory = z.infer<typeof ScheduleHistory>;

/** What an engine lets be scheduled. */
export interface SchedulableAct {
  engine: string;
  engineTitle: string;
  act: string;
  title: string;
  /** JSON Schema of its input. */
  inputSchema: unknown;
}
