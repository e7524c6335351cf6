/** What came by HTTP in the shape that is wanted of it. */
import type { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import { issuesText } from '#contract/issues';

/** @throws FlightlineError `INVALID_INPUT` that names each field and what it must be */
export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new FlightlineError('INVALID_INPUT', issuesText(result.error), { cause: result.error });
}
