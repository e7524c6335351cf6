/** The audit log: every ended act, in a chain that shows when it was changed. */
import { z } from 'zod';

export const AuditOutcome = z.enum(['done', 'failed']);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

export const AuditEntry = z.object({
  /** 1, 2, …: its place in the chain. */
  seq: z.number().int(),
  /** When the act ended. */
  at: z.number(),
  /** `console`, `desktop`, `cli`, `schedule`, or the name of a program. */
  actor: z.string(),
  /** E.g. `jobs.retry`. */
  act: z.string(),
  outcome: AuditOutcome,
  /** What it was done to, in a line. */
  subject: z.string(),
  /** Why it changed nothing, though it ended well; null when it did something. */
  idle: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditDetail = AuditEntry.extend({
  key: z.string(),
  hash: z.string(),
  began: z.number(),
  /** What would be long stands as `{ sha256, bytes }`. */
  whole: z.object({
    subject: z.unknown().optional(),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    answer: z.unknown().optional(),
    error: z.object({ code: z.string().nullable(), message: z.string() }).nullable(),
  }),
});
export type AuditDetail = z.infer<typeof AuditDetail>;

export const AuditFilter = z.object({
  act: z.string().max(100).optional(),
  actor: z.string().max(100).optional(),
  outcome: AuditOutcome.optional(),
  /** A substring of anything in the entry. */
  search: z.string().max(200).optional(),
  from: z.number().optional(),
  to: z.number().optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AuditPageQuery = AuditFilter.extend({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});
export type AuditPageQuery = z.infer<typeof AuditPageQuery>;
export interface AuditPage {
  rows: AuditEntry[];
  total: number;
}

/** Acts and actors that the log knows, for filters. */
export interface AuditNames {
  acts: string[];
  actors: string[];
}

export const AuditHead = z.object({ seq: z.number().int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) });
/** The newest entry; whoever noted it elsewhere can tell later that nothing up to it has changed. */
export type AuditHead = z.infer<typeof AuditHead>;

export interface AuditVerdict {
  /** Entries that were looked at. */
  entries: number;
  head: AuditHead;
  /** The first that is not as it was written, and a sentence why; null when the chain is whole. */
  broken: { seq: number; reason: string } | null;
}
