/** The steps of a flight's workflow, each with its result or with why there is none. */
import type { ZodType } from 'zod';
import type { JobRow, JobState } from '#contract/jobs';

export const stepNames = {
  xcmetrics: 'Flight metrics',
  dem: 'Terrain',
  geolookup: 'Places',
  xcscore: 'Score',
} as const;
export type StepEngine = keyof typeof stepNames;

/** `absent`: never asked for. `reading`: the console reads it. `unreadable`: it could not be read, or has an older shape. */
export type StepState = JobState | 'absent' | 'reading' | 'unreadable';

export interface Step<Result = unknown> {
  engine: StepEngine;
  jobId: string | null;
  state: StepState;
  /** 0..1 while active. */
  progress: number | null;
  reason: string | null;
  /** Set when the state is `completed`. */
  result: Result | null;
}

export interface StepSource {
  jobId: string | null;
  detail: { job: Pick<JobRow, 'state' | 'progress' | 'errorMessage'>; output?: unknown } | undefined;
  error: string | null;
}

const olderShape = 'Its result is of an older shape. Add the file again to make a new one.';

export function stepOf<Result>(
  engine: StepEngine,
  schema: ZodType<Result>,
  { jobId, detail, error }: StepSource,
): Step<Result> {
  const step = { engine, jobId, progress: null, reason: null, result: null };
  if (jobId === null) return { ...step, state: 'absent' };
  if (!detail)
    return error === null ? { ...step, state: 'reading' } : { ...step, state: 'unreadable', reason: error };
  const { state, progress, errorMessage } = detail.job;
  if (state !== 'completed') return { ...step, state, progress, reason: errorMessage };
  if (detail.output === null || detail.output === undefined) return { ...step, state: 'reading' };
  const parsed = schema.safeParse(detail.output);
  return parsed.success
    ? { ...step, state, result: parsed.data }
    : { ...step, state: 'unreadable', reason: olderShape };
}

/** Worth a retry by the operator. */
export function canRetry({ state, jobId }: Step): boolean {
  return jobId !== null && (state === 'failed' || state === 'cancelled');
}
