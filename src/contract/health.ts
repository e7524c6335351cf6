/** How the instance is: every component with what is wrong and what to do, and what changed of late. */
import { z } from 'zod';

export const HealthStatus = z.enum(['ok', 'degraded', 'down']);
export type HealthStatus = z.infer<typeof HealthStatus>;

export const HealthComponent = z.object({
  /** `queue`, `database`, `storage`, `disk`, `workers`, or the name of an engine. */
  name: z.string(),
  title: z.string(),
  group: z.enum(['instance', 'engine']),
  status: HealthStatus,
  /** One sentence: how it is. */
  detail: z.string(),
  /** One sentence: what to do; null when all is well. */
  action: z.string().nullable(),
  /** Page of the console where it can be done. */
  page: z.enum(['/workers', '/failed', '/runs']).nullable(),
  /** Since when it has this status, ms since the epoch. */
  since: z.number(),
  /** How long it took to answer; null where nothing was asked. */
  tookMs: z.number().nullable(),
});
export type HealthComponent = z.infer<typeof HealthComponent>;

export const Resources = z.object({
  cores: z.number().int(),
  /** Share of all cores in use, 0..1. */
  cpuShare: z.number(),
  memory: z.object({ usedBytes: z.number(), totalBytes: z.number() }),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
});
export type Resources = z.infer<typeof Resources>;

export const Health = z.object({
  status: HealthStatus,
  at: z.number(),
  components: z.array(HealthComponent),
  resources: Resources,
});
export type Health = z.infer<typeof Health>;

export const HealthChange = z.object({
  at: z.number(),
  name: z.string(),
  title: z.string(),
  from: HealthStatus,
  to: HealthStatus,
  detail: z.string(),
});
export type HealthChange = z.infer<typeof HealthChange>;
