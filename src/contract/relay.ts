/** Topics that processes send each other through the supervisor; each body is parsed where it arrives. */
import { z } from 'zod';
import { DryRunResult } from './letter-edits';
import { JobState } from './jobs';
import { ProcessInfo, SlotUse } from './system';
import { PoolPlan, ProcessActName } from './workers';

/** What the jobs of one engine did. */
export const EngineReport = z.object({
  /** Log-bucketed histograms as sparse [bucket, count] pairs; see stack/telemetry/histogram. */
  waitMs: z.array(z.tuple([z.number(), z.number()])),
  runMs: z.array(z.tuple([z.number(), z.number()])),
  completed: z.number().int(),
  failed: z.number().int(),
  retried: z.number().int(),
});
export type EngineReport = z.infer<typeof EngineReport>;

/** Engine process → gateway, at most 20 a second: what happened since the last message. */
export const WorkerReport = z.object({
  changes: z.array(z.object({ id: z.string(), state: JobState, progress: z.number().nullable() })),
  /** By engine; only those that did something. */
  engines: z.record(z.string(), EngineReport),
  working: z.array(z.object({ jobId: z.string(), fileName: z.string(), startedAt: z.number() })),
  jobsDone: z.number().int(),
  slots: SlotUse,
  /** It takes no jobs. */
  paused: z.boolean(),
});
export type WorkerReport = z.infer<typeof WorkerReport>;

/** Gateway → engines: end these jobs if they run here. */
export const CancelRequest = z.object({
  ids: z.array(z.string()),
  /** Who wants it and what for: a sentence for the attempt and its span. */
  why: z.string(),
});
export type CancelRequest = z.infer<typeof CancelRequest>;

/** Supervisor → gateway, each second and on each change of state. */
export const ProcessList = z.object({ processes: z.array(ProcessInfo) });
export type ProcessList = z.infer<typeof ProcessList>;

/** Gateway → supervisor. */
export const ProcessAct = z.object({ name: z.string(), act: ProcessActName });
export type ProcessAct = z.infer<typeof ProcessAct>;

/** Gateway → supervisor: what holds for every pool from now on. */
export const PoolPlans = z.object({ plans: z.array(PoolPlan) });
export type PoolPlans = z.infer<typeof PoolPlans>;

/** Supervisor → gateway: jobs that a dead process left, and what became of them. */
export const ReleasedJobs = z.object({
  worker: z.string(),
  isolated: z.array(z.string()),
  requeued: z.array(z.string()),
});
export type ReleasedJobs = z.infer<typeof ReleasedJobs>;

/** Name of the process that runs suspects and dry runs. */
export const isolationProcess = 'engine-isolation';

/** Gateway → isolation: run this and store nothing. */
export const DryRunRequest = z.object({
  id: z.string(),
  engine: z.string(),
  file: z.object({ sha256: z.string(), sizeBytes: z.number(), fileName: z.string() }),
  options: z.unknown(),
});
export type DryRunRequest = z.infer<typeof DryRunRequest>;
export const DryRunCancel = z.object({ id: z.string() });

/** Isolation → gateway. */
export const DryRunAnswer = z.object({ id: z.string(), result: DryRunResult });
export type DryRunAnswer = z.infer<typeof DryRunAnswer>;

/** Gateway → store: copy the database as it is now. */
export const StoreCopy = z.object({ id: z.string(), dir: z.string() });
/** Store → gateway: the copy is there, or why it is not. */
export const StoreCopied = z.object({ id: z.string(), error: z.string().nullable() });

/** Gateway → supervisor: stop every process and start again, with whatever lies in the data directory by then. */
export const Renew = z.object({
  /** With this connection profile from then on; null: with the same. */
  profile: z.string().nullable().default(null),
});
export type Renew = z.infer<typeof Renew>;

export const topics = {
  renew: 'renew',
  storeCopy: 'store-copy',
  storeCopied: 'store-copied',
  workerReport: 'worker-report',
  cancel: 'cancel',
  processes: 'processes',
  processAct: 'process-act',
  poolPlans: 'pool-plans',
  /** Supervisor → engine: body `Tuning` of contract/workers. */
  tuning: 'tuning',
  released: 'released',
  /** Engine → supervisor: replace me (body: one sentence why). */
  recycle: 'recycle',
  dryRun: 'dry-run',
  dryRunCancel: 'dry-run-cancel',
  dryRunAnswer: 'dry-run-answer',
} as const;
