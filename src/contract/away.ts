/** Tells a database or queue that is away from any other failure, by the words of their clients. */
import { FlightlineError, messageOf } from './errors';

/** Of Node's sockets, pg and ioredis. */
const awayWords =
  /ECONNREFUSED|ECONNRESET|EPIPE|connect ENOENT|Connection terminated|Connection is closed|timeout exceeded when trying to connect|isn't writeable/;

/** What to tell instead of the client's own words; null for any other error. */
export function awayError(cause: unknown): FlightlineError | null {
  if (cause instanceof FlightlineError || !(cause instanceof Error)) return null;
  const words = cause instanceof AggregateError ? cause.errors.map(messageOf).join('; ') : cause.message;
  return awayWords.test(words)
    ? new FlightlineError('NOT_READY', 'The database or the queue does not answer at the moment.', { cause })
    : null;
}
