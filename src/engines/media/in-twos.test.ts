import { expect, test } from 'vitest';
import { inTwos } from './in-twos';

test('answers come in the order of the items, and no more than two are under way', async () => {
  let running = 0;
  let most = 0;
  const answers = await inTwos([3, 1, 2, 5, 4], async (item, index) => {
    running += 1;
    most = Math.max(most, running);
    for (let k = 0; k < item; k++) await new Promise(setImmediate);
    running -= 1;
    return `${index}: ${item}`;
  });
  expect(answers).toEqual(['0: 3', '1: 1', '2: 2', '3: 5', '4: 4']);
  expect(most).toBe(2);
});

test('a failure is told when nothing runs any more, and nothing new begins', async () => {
  const ended: number[] = [];
  const work = inTwos([1, 2, 3, 4], async (item) => {
    if (item === 1) throw new Error('broken');
    for (let k = 0; k < 5; k++) await new Promise(setImmediate);
    ended.push(item);
  });
  await expect(work).rejects.toThrow('broken');
  expect(ended).toEqual([2]);
});
