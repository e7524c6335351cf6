import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { withLock } from '../../../scripts/lib/lock.mjs';
import { inPool } from '../../../scripts/lib/pool.mjs';

it('lets one at a time through a lock, also after one has failed', async () => {
  const name = `test-${process.pid}`;
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await turn();
    inside--;
  };
  await expect(withLock(name, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await Promise.all([withLock(name, work), withLock(name, work), withLock(name, work)]);
  expect(most).toBe(1);
});

it('runs a few at a time and keeps the order of the items', async () => {
  let running = 0;
  let most = 0;
  const doubled = await inPool(2, [1, 2, 3, 4, 5], async (item) => {
    most = Math.max(most, ++running);
    for (let turns = 0; turns < 6 - item; turns++) await turn();
    running--;
    return item * 2;
  });
  expect(doubled).toEqual([2, 4, 6, 8, 10]);
  expect(most).toBe(2);
});
