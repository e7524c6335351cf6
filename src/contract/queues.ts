/** Names of queues and the payloads they carry; what every process that touches Redis agrees on. */
import { z } from 'zod';

export const lanes = ['interactive', 'normal', 'batch'] as const;
export const Lane = z.enum(lanes);
export type Lane = z.infer<typeof Lane>;

/** How the slots of a pool are shared while every lane has work. */
export const laneWeights: Record<Lane, number> = { interactive: 8, normal: 3, batch: 1 };

/** Families of engines that share processes. */
export const pools = ['igc', 'media'] as const;
export type Pool = (typeof pools)[number];

export const queuePrefix = 'flightline';
export const isolationQueue = 'isolation';
/** A job whose process died this often while it ran is poison; all but the first of these deaths are alone in isolation. */
export const poisonCrashes = 3;

/** BullMQ allows no ':' in queue names. */
export function queueName(engine: string, lane: Lane): string {
  return `${engine}-${lane}`;
}

/** What a queued job carries: references only, so that Redis stays small. */
export const JobPayload = z.object({
  engine: z.string(),
  version: z.number().int(),
  sha256: z.string().length(64),
  sizeBytes: z.number().int().nonnegative(),
  fileName: z.string(),
  options: z.record(z.string(), z.unknown()),
  lane: Lane,
  /** How often a process died while it ran this job. */
  crashes: z.number().int().nonnegative().default(0),
  /** Raised by each manual retry; outcomes of an earlier generation are kept out. */
  generation: z.number().int().nonnegative(),
  /** When the work was accepted, ms since the epoch. */
  acceptedAt: z.number(),
  /** When it was last put into the queue. */
  queuedAt: z.number(),
  /** W3C `traceparent` of whoever brought the file. Not part of the job's identity. */
  trace: z.string().length(55).optional(),
  /** Its intake was traced, so its run is. */
  traced: z.boolean().optional(),
});
export type JobPayload = z.infer<typeof JobPayload>;
