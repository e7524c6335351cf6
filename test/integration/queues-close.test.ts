/** The producers' side ends in good order also while Redis is away. */
import { expect, it } from 'vitest';
import { JobQueues } from '../../src/stack/queue/job-queues';
import { noopJobs } from '../bench/support/noop-jobs';
import { startStoppableRedis } from '../bench/support/stoppable-redis';

it('closes while Redis is away, and tries no further', async () => {
  const redis = await startStoppableRedis();
  const errors: Error[] = [];
  const queues = new JobQueues(redis.address, (error) => errors.push(error));
  await queues.add(noopJobs(1, 'close'));
  const gone = new Promise<void>((resolve) => queues.redis.once('close', () => resolve()));
  await redis.kill();
  await gone;
  await queues.close();
  const heard = errors.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(errors.length).toBe(heard);
  await redis.start();
  await redis.close();
});
