import { expect, it } from 'vitest';
import { actInWords } from './act-words';

it.each([
  ['dead-letters.retry', { ids: ['a', 'b'] }, 'dead letters retry (2)'],
  ['batches.pause', { id: 'b-1' }, 'batches pause (b-1)'],
  ['processes.act', { name: 'engine-igc-1', act: 'restart' }, 'processes act (engine-igc-1)'],
  ['ingest.paths', null, 'ingest paths'],
])('%s in words', (act, subject, words) => {
  expect(actInWords(act, subject)).toBe(words);
});
