/** Tells a form that cannot be read from a failure of ours, by the words of its reader. */
import { FlightlineError } from '#contract/errors';

/** Of @fastify/busboy, whose errors have neither class nor code. */
const brokenWords = /^Multipart: Boundary not found|unexpected end of multipart data/i;

/** What to tell instead of the reader's own words; null for any other error. */
export function brokenForm(cause: unknown): FlightlineError | null {
  if (cause instanceof FlightlineError || !(cause instanceof Error) || !brokenWords.test(cause.message))
    return null;
  return new FlightlineError(
    'INVALID_INPUT',
    'The body is no whole multipart/form-data: its boundary is missing, or it ends too early.',
    { cause },
  );
}
