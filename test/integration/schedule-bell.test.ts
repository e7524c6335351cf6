/** Redis rings for schedules: on time, again for the next time, and for what it is told and no more. */
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queuePrefix } from '#contract/queues';
import { redisOptions } from '../../src/stack/redis/address';
import { ScheduleBell } from '../../src/stack/queue/schedule-bell';
import { until } from '../helpers/instance';
import { type TestRedis, startTestRedis } from '../helpers/redis';

let redis: TestRedis;
let bell: ScheduleBell;
let queue: Queue;
const rung: string[] = [];

beforeAll(async () => {
  redis = await startTestRedis();
  queue = new Queue('schedules', { prefix: queuePrefix, connection: redisOptions(redis.address, 'waits') });
  bell = new ScheduleBell({
    address: redis.address,
    onRing: (id) => Promise.resolve(void rung.push(id)),
    onError: () => undefined,
  });
});
afterAll(async () => {
  await bell.close();
  await queue.close();
  await redis.close();
});

const yearly = { cron: '0 0 1 1 *', timeZone: 'Europe/Vienna' };
const known = async () =>
  (await queue.getJobSchedulers()).map(({ key, pattern, tz, next }) => ({ key, pattern, tz, next }));

it('rings for a time and then waits for the next one', async () => {
  await bell.setAll([{ id: 'a', ...yearly }]);
  const [before] = await known();
  expect(before).toMatchObject({ key: 'a', pattern: '0 0 1 1 *', tz: 'Europe/Vienna' });
  const [due] = await queue.getDelayed();
  await due?.promote(); // its time has come
  await until('it rings', () => Promise.resolve(rung.includes('a')));
  await until('the next one waits', async () => (await queue.getDelayedCount()) === 1);
});

it('rings for what it is told now and for nothing else', async () => {
  await bell.setAll([
    { id: 'a', ...yearly, cron: '@daily' },
    { id: 'b', ...yearly },
  ]);
  expect((await known()).map(({ key, pattern }) => `${key} ${pattern}`).sort()).toEqual([
    'a 0 0 * * *',
    'b 0 0 1 1 *',
  ]);
  await bell.setAll([{ id: 'b', ...yearly }]);
  expect((await known()).map(({ key }) => key)).toEqual(['b']);
  expect(await queue.getDelayedCount()).toBe(1);
});

it('is told anew after Redis has lost everything', async () => {
  const client = new Redis(redisOptions(redis.address, 'waits'));
  await client.flushall();
  client.disconnect();
  await bell.setAll([{ id: 'b', ...yearly }]);
  expect((await known()).map(({ key }) => key)).toEqual(['b']);
});
