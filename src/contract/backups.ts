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

export const BackupName = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{6}Z(-\d+)?$/);

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

export interface BackupState {
  /** Where backups go when nobody names a folder. */
  folder: string;
  running: BackupProgress | null;
  /** How the last one of this run of the instance ended. */
  last: { name: string; error: string | null } | null;
}

export interface BackupVerdict {
  files: number;
  bytes: number;
  /** Sentences about what is damaged or missing; empty when it is whole. */
  damage: string[];
}
