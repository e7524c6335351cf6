import { expect, it } from 'vitest';
import { idleReason, subjectLine } from './audit-body';

it.each([
  ['a name', { name: 'Flights', ids: ['a', 'b'] }, {}, 'Flights'],
  ['names of what was changed', { ids: ['a'] }, { before: [{ name: 'Nightly' }] }, 'Nightly'],
  ['how many', { ids: ['a', 'b'] }, {}, '2 of them'],
  ['a folder', { folder: '/srv/backups', keep: 7 }, {}, '/srv/backups'],
  [
    'the name of what came of a long list',
    { sha256: '0', bytes: 21059 },
    { answer: { name: 'Season' } },
    'Season',
  ],
  ['a file', { sha256: '0', fileName: 'case.zip' }, { answer: { letters: 3 } }, 'case.zip'],
  [
    'what became of many letters',
    { id: 'b', request: {} },
    { answer: { verb: 'retry', state: 'done', total: 12, done: 10 } },
    'retry: 10 of 12 (done)',
  ],
  ['a long list', { sha256: '0', bytes: 21059 }, { answer: { counts: 3 } }, 'a long list (21059 bytes)'],
  ['its text', { paused: true }, {}, '{"paused":true}'],
])('tells what was acted on by %s', (_, subject, changed, line) => {
  expect(subjectLine(subject, changed)).toBe(line);
});

it.each([
  ['nothing was there', { done: 0, skipped: [{ id: 'x', reason: 'It is gone.' }] }, 'It is gone.'],
  ['some were there', { done: 1, skipped: [{ id: 'x', reason: 'It is gone.' }] }, null],
  ['the answer says nothing of it', { id: 'x' }, null],
])('tells of an act that did nothing: %s', (_, answer, reason) => {
  expect(idleReason(answer)).toBe(reason);
});
