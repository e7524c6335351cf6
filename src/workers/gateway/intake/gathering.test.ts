import { expect, test } from 'vitest';
import { Gathering } from './gathering';

/** Work that ends when it is told to. */
function held(mostWeight = 10) {
  const groups: { items: readonly number[]; end: (error?: Error) => void }[] = [];
  const gathering = new Gathering<number, string>({
    atOnce: 1,
    mostWeight,
    weightOf: (item) => item,
    work: (items) =>
      new Promise((resolve, reject) => {
        groups.push({
          items,
          end: (error) => (error ? reject(error) : resolve(items.map((item) => `done ${item}`))),
        });
      }),
  });
  return { gathering, groups };
}

test('what comes while a group is under way goes together with the next', async () => {
  const { gathering, groups } = held();
  const answers = [1, 2, 3].map((item) => gathering.add(item));
  expect(groups.map(({ items }) => items)).toEqual([[1]]);
  groups[0]?.end();
  expect(await answers[0]).toBe('done 1');
  await new Promise(setImmediate);
  expect(groups.map(({ items }) => items)).toEqual([[1], [2, 3]]);
  groups[1]?.end();
  expect(await Promise.all(answers)).toEqual(['done 1', 'done 2', 'done 3']);
});

test('a group is no heavier than allowed, but has one item at least', async () => {
  const { gathering, groups } = held();
  const answers = [1, 6, 4, 1, 20, 3].map((item) => gathering.add(item));
  for (let k = 0; k < 5; k++) {
    groups[k]?.end();
    await new Promise(setImmediate);
  }
  expect(groups.map(({ items }) => items)).toEqual([[1], [6, 4], [1], [20], [3]]);
  await Promise.all(answers);
});

test('a failure is told to those of its group alone', async () => {
  const { gathering, groups } = held();
  const answers = [1, 2, 3].map((item) => gathering.add(item));
  groups[0]?.end(new Error('away'));
  await expect(answers[0]).rejects.toThrow('away');
  await new Promise(setImmediate);
  groups[1]?.end();
  expect(await Promise.all(answers.slice(1))).toEqual(['done 2', 'done 3']);
});
