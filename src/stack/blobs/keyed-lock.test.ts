import { expect, it } from 'vitest';
import { KeyedLock } from './keyed-lock';

it('runs one at a time for a key, also after a failure, and keys beside each other', async () => {
  const lock = new KeyedLock();
  const seen: string[] = [];
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const first = lock.run('a', async () => {
    await gate;
    seen.push('first');
    throw new Error('failed');
  });
  const second = lock.run('a', async () => seen.push('second'));
  const other = lock.run('b', async () => seen.push('other'));
  await other;
  open();
  await expect(first).rejects.toThrow('failed');
  await second;
  expect(seen).toEqual(['other', 'first', 'second']);
});
