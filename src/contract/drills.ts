/** Drills: a worker and Redis are killed under a small load of real jobs, and what became of every job is checked. */
import { z } from 'zod';

export const DrillState = z.enum(['running', 'passed', 'failed', 'interrupted']);
export type DrillState = z.infer<typeof DrillState>;

export const DrillStep = z.object({ at: z.number(), text: z.string() });

export const DrillCheck = z.object({
  /** What must hold, as a sentence. */
  name: z.string(),
  ok: z.boolean(),
  expected: z.number(),
  found: z.number(),
});
export type DrillCheck = z.infer<typeof DrillCheck>;

export const DrillReport = z.object({
  id: z.string(),
  state: DrillState,
  actor: z.string(),
  version: z.string(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  /** Jobs that were accepted. */
  jobs: z.number().int(),
  steps: z.array(DrillStep),
  checks: z.array(DrillCheck),
  /** From the kill until it was ready again; null: it was not killed, or did not come back. */
  workerBackMs: z.number().nullable(),
  redisBackMs: z.number().nullable(),
  /** Jobs that the killed worker had in hand. */
  inHand: z.number().int(),
  /** One sentence; null while it runs. */
  summary: z.string().nullable(),
});
export type DrillReport = z.infer<typeof DrillReport>;
