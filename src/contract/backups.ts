/** Backups of a whole instance: what they hold and how far one is. */
import { z } from 'zod';
import { AuditHead } from './audit';

export const backupFormat = 1;

export const BackupFile = z.object({
  /** Relative to the data directory, with `/`. */
  path: z.string(),
  sha256: z.string().length(64),
  bytes: z.number().int(),
});
export type BackupFile = z.infer<typeof BackupFile>;

export const BackupSummary = z.object({
  /** Name of its folder, e.g. `2026-11-22T060000Z`. */
  name: z.string(),
  createdAt: z.number(),
  /** Version of Flightline that made it. */
  version: z.string(),
  files: z.number().int(),
  bytes: z.number(),
  /** Bytes that no earlier backup in the same folder had. */
  newBytes: z.number(),
  tookMs: z.number(),
  /** Rows when it was made. */
  jobs: z.record(z.string(), z.number()),
  batches: z.number().int(),
  deadLetters: z.number().int(),
  auditHead: AuditHead,
});
export type BackupSummary = z.infer<typeof BackupSummary>;

export const BackupManifest = BackupSummary.omit({ files: true }).extend({
  format: z.literal(backupFormat),
  instanceId: z.string(),
  /** Of the embedded PostgreSQL: another one does not open its files. */
  postgresMajor: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  files: z.array(BackupFile),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

export const BackupName = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{6}Z(-\d+)?$/, 'a backup has a name like 2026-11-22T060000Z');

/** One that is there and cannot be used by this version. */
export interface UnreadableBackup {
  name: string;
  /** One sentence. */
  reason: string;
}

export interface BackupProgress {
  name: string;
  folder: string;
  phase: 'database' | 'files' | 'finishing';
  startedAt: number;
  doneFiles: number;
  doneBytes: number;
  /** Null while it is being counted. */
  totalFiles: number | null;
  totalBytes: number | null;
}

/** A folder that backups go to, or went to by hand. */
export interface BackupFolder {
  /** Absolute. */
  folder: string;
  /** It is where backups go when nobody names a folder. */
  usual: boolean;
  /** Names of the schedules that write there; paused ones, too. */
  schedules: string[];
  /** Backups that are there now. */
  backups: number;
  newest: string | null;
}

export interface BackupState {
  /** Where backups go when nobody names a folder. */
  folder: string;
  running: BackupProgress | null;
  /** How the last one of this run of the instance ended. */
  last: { name: string; error: string | null } | null;
  /** Why nothing can be backed up here; null when it can. */
  impossible: string | null;
  /** Why nothing can be restored while this runs; null when it can. */
  unrestorable: string | null;
  restoring: RestoreProgress | null;
  /** How the last restore that was begun here ended. */
  restored: RestoreEnd | null;
}

export interface RestoreProgress {
  name: string;
  folder: string;
  /** `copying`: beside what is there, while the instance runs; `restarting`: its parts end and start with the restored data. */
  phase: 'copying' | 'restarting';
  startedAt: number;
  doneFiles: number;
  doneBytes: number;
  totalFiles: number;
  totalBytes: number;
}

export interface RestoreEnd {
  name: string;
  at: number;
  /** One sentence; then what was there before is there still, or again. */
  error: string | null;
  /** Folder that holds what was there before a restore that succeeded; null when that was removed. */
  aside: string | null;
}

/**
 * What a start has to finish or to report of a restore. `starting`: the restored data are in place and have not started yet;
 * `removing`, `returning`: they could not start, and what was there before is put back; `done`, `failed`: over.
 */
export const RestoreReport = z.object({
  name: z.string(),
  folder: z.string(),
  /** Folder inside the data directory that holds what was there before. */
  aside: z.string(),
  at: z.number(),
  state: z.enum(['starting', 'removing', 'returning', 'done', 'failed']),
  error: z.string().nullable(),
});
export type RestoreReport = z.infer<typeof RestoreReport>;

export const AsideName = z
  .string()
  .regex(
    /^before-restore-(removing-)?(\d{4}-\d{2}-\d{2}T\d{6}Z|rejected-\d{1,15})$/,
    'a folder that a restore set aside has a name like before-restore-2026-11-22T060000Z',
  );

/** What was there before a restore, kept in a folder of the data directory. */
export interface SetAside {
  /** Of the folder. */
  name: string;
  path: string;
  /** Ms since the epoch. */
  at: number;
  /** One sentence. */
  why: string;
  files: number;
  bytes: number;
  /** Why it cannot be removed now; null when it can. */
  held: string | null;
}

export interface BackupVerdict {
  files: number;
  bytes: number;
  /** Sentences about what is damaged or missing; empty when it is whole. */
  damage: string[];
}
