import { describe, expect, it } from 'vitest';
import { type Draft, draftOf, inputOf } from './draft';

const draft = (change: Partial<Draft>): Draft => ({ ...draftOf(null, 'UTC'), name: 'Mine', ...change });

describe('the editor of a schedule', () => {
  it('takes a path from each line', () => {
    expect(inputOf(draft({ paths: ' /a \n\n/b\n' }))).toMatchObject({
      name: 'Mine',
      cron: '0 2 * * *',
      work: { kind: 'folder', paths: ['/a', '/b'], onlyChanged: true },
    });
  });

  it.each<[Partial<Draft>, string]>([
    [{}, 'Name at least one folder.'],
    [{ paths: '/a', name: ' ' }, 'Give it a name.'],
    [{ kind: 'engine-act' }, 'Choose an act.'],
    [{ kind: 'engine-act', act: 'dem/rescan', input: '{' }, 'The input is not JSON.'],
  ])('says what is missing: %j', (change, sentence) => {
    expect(inputOf(draft(change))).toBe(sentence);
  });
});
