/** Acts on many dead letters: they run in the gateway, go on after a restart, and can be stopped. */
import { z } from 'zod';
import { LetterTarget, PayloadChange } from './letter-edits';

const common = { target: LetterTarget };
const paced = {
  /** So many go first; if they fail alike the rest stays. 0: none. */
  canary: z.number().int().min(0).max(100).default(10),
  /** Most letters a second; null: as fast as it goes. */
  ratePerS: z.number().min(0.1).max(100_000).nullable().default(null),
};

export const BulkRequest = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('retry'), ...common, ...paced }),
  z.object({ verb: z.literal('edit'), ...common, ...paced, change: PayloadChange }),
  z.object({ verb: z.literal('discard'), ...common, reason: z.string().trim().min(1).max(500) }),
  /** Takes back what the act of this key (or the bulk act of this id) did, as far as that is possible. */
  z.object({ verb: z.literal('undo'), act: z.string().min(1).max(100) }),
]);
export type BulkRequest = z.infer<typeof BulkRequest>;

export const bulkStates = ['canary', 'running', 'stopped', 'cancelled', 'done'] as const;

export const CanaryResult = z.object({
  ids: z.array(z.string()),
  ended: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
});
export type CanaryResult = z.infer<typeof CanaryResult>;

export const LetterBulk = z.object({
  id: z.string(),
  verb: z.enum(['retry', 'edit', 'discard', 'undo']),
  /** `stopped`: the canaries failed alike; it can go on or be cancelled. */
  state: z.enum(bulkStates),
  actor: z.string(),
  total: z.number().int(),
  done: z.number().int(),
  /** Letters that had gone, or whose change did not fit. */
  skipped: z.number().int(),
  canary: CanaryResult.nullable(),
  ratePerS: z.number().nullable(),
  /** Letters a second, lately. */
  speedPerS: z.number().nullable(),
  etaMs: z.number().nullable(),
  /** Why it stopped, or why letters were left out. */
  message: z.string().nullable(),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
});
export type LetterBulk = z.infer<typeof LetterBulk>;
