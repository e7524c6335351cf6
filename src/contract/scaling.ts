/** What the autoscaler sees, decides and says. */
import { z } from 'zod';
import { PoolName } from './workers';

/** One pool in one second. */
export const PoolSample = z.object({
  at: z.number(),
  pool: PoolName,
  /** Processes that are ready. */
  ready: z.number().int(),
  /** Processes it shall have. */
  wanted: z.number().int(),
  /** Processes the load would need, whatever the limits; null while nothing is known of it. */
  needed: z.number().int().nullable(),
  /** Jobs that wait for a slot. */
  backlog: z.number().int(),
  slots: z.object({ used: z.number().int(), limit: z.number().int() }),
  arrivalPerS: z.number(),
  /** Mean run time of late; null until a job has ended. */
  serviceMs: z.number().nullable(),
  /** Cores its processes use. */
  cpu: z.number(),
  rssBytes: z.number(),
});
export type PoolSample = z.infer<typeof PoolSample>;

/** up, down: the autoscaler's; kept: it wanted more and could not; hand: an operator's. */
export const ScalingAct = z.enum(['up', 'down', 'kept', 'hand']);
export type ScalingAct = z.infer<typeof ScalingAct>;

export const ScalingDecision = z.object({
  id: z.number().int(),
  at: z.number(),
  pool: z.string(),
  act: ScalingAct,
  /** `autoscaler`, or who acted. */
  actor: z.string(),
  before: z.number().int(),
  after: z.number().int(),
  /** One sentence. */
  reason: z.string(),
});
export type ScalingDecision = z.infer<typeof ScalingDecision>;

export const DecisionQuery = z.object({
  pool: PoolName.optional(),
  /** Ms since the epoch. */
  from: z.number().optional(),
  limit: z.number().int().min(1).max(1000).default(100),
});
export type DecisionQuery = z.input<typeof DecisionQuery>;
