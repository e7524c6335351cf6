import { expect, it } from 'vitest';
import { awayError } from './away';
import { FlightlineError } from './errors';

it.each([
  'connect ECONNREFUSED /data/run/.s.PGSQL.5432',
  'connect ENOENT /data/run/redis.sock',
  'Connection terminated unexpectedly',
  'Connection is closed.',
  "Stream isn't writeable and enableOfflineQueue options is false",
  'timeout exceeded when trying to connect',
])('tells “%s” as a part that is away, without the path', (words) => {
  expect(awayError(new Error(words))).toMatchObject({
    code: 'NOT_READY',
    message: 'The database or the queue does not answer at the moment.',
  });
});

it('sees all tries of a name with several addresses', () => {
  expect(awayError(new AggregateError([new Error('connect ECONNREFUSED ::1:5432')]))?.code).toBe('NOT_READY');
});

it('leaves what is told already, and every other failure', () => {
  expect(awayError(new FlightlineError('CONFLICT', 'connect ECONNREFUSED'))).toBeNull();
  expect(awayError(new Error('duplicate key value violates unique constraint'))).toBeNull();
  expect(awayError('ECONNREFUSED')).toBeNull();
});
