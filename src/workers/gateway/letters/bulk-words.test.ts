import { expect, it } from 'vitest';
import { bulkLine } from './bulk-words';

const bulk = { verb: 'retry', state: 'done', total: 12, done: 10, skipped: 2, message: null } as const;

it.each([
  ['its end', bulk, 'Retry 12 letters (all dead letters): 10 done, 2 left out'],
  ['one', { ...bulk, total: 1, done: 1, skipped: 0 }, 'Retry 1 letter (all dead letters): 1 done'],
  ['what goes on', { ...bulk, state: 'running' as const, skipped: 0 }, /10 done, goes on$/],
  ['canaries that failed', { ...bulk, state: 'stopped' as const, skipped: 0 }, /10 done, stopped$/],
])('tells of %s', (_, given, line) => {
  expect(bulkLine(given, 'all dead letters')).toMatch(line);
});
