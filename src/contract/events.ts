/** What the gateway pushes to the console: batches of changes, at most ten a second. */
import { z } from 'zod';
import { AlertSeverity } from './alerts';
import { JobState } from './jobs';
import { Batch } from './batches';
import { ProcessInfo } from './system';
import { LetterBulk } from './letter-bulks';
import { MetricSample } from './metrics';
import { DrillReport } from './drills';
import { HealthChange } from './health';
import { PoolSample, ScalingDecision } from './scaling';

/** A change of one job; enough to patch a row that is on screen. */
export const JobChange = z.object({
  id: z.string(),
  state: JobState,
  progress: z.number().nullable(),
});
export type JobChange = z.infer<typeof JobChange>;

/** Parts of the API whose answers are read again when something of theirs has changed. */
export const ChangedPart = z.enum(['media', 'schedules', 'audit', 'access', 'backups', 'profiles']);
export type ChangedPart = z.infer<typeof ChangedPart>;

export const ConsoleEvent = z.discriminatedUnion('type', [
  /** `more`: further jobs changed that are not listed, so lists must be read again. */
  z.object({ type: z.literal('jobs'), changes: z.array(JobChange), more: z.boolean() }),
  /** `ended`: it became done just now; told once. */
  z.object({ type: z.literal('batch'), batch: Batch, ended: z.boolean() }),
  z.object({ type: z.literal('processes'), processes: z.array(ProcessInfo) }),
  z.object({ type: z.literal('sample'), sample: MetricSample }),
  z.object({ type: z.literal('pools'), samples: z.array(PoolSample) }),
  z.object({ type: z.literal('scaling'), decision: ScalingDecision }),
  z.object({ type: z.literal('health'), change: HealthChange }),
  z.object({ type: z.literal('drill'), drill: DrillReport }),
  /** Rules changed their state; `told` is what operators should hear of, `firing` the alerts that fire and are not silenced. */
  z.object({
    type: z.literal('alerts'),
    firing: z.number().int(),
    told: z.array(
      z.object({
        incidentId: z.string(),
        name: z.string(),
        severity: AlertSeverity,
        resolved: z.boolean(),
        sentence: z.string(),
      }),
    ),
  }),
  z.object({ type: z.literal('dead-letters'), total: z.number().int() }),
  z.object({ type: z.literal('letter-bulk'), bulk: LetterBulk }),
  z.object({ type: z.literal('changed'), part: ChangedPart }),
  z.object({
    type: z.literal('notice'),
    level: z.enum(['info', 'warning', 'error']),
    title: z.string(),
    message: z.string(),
  }),
]);
export type ConsoleEvent = z.infer<typeof ConsoleEvent>;
