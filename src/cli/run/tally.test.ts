import { describe, expect, it } from 'vitest';
import type { Entry } from '../output/entry';
import { InputNames } from './input-names';
import { Tally } from './tally';

const done: Entry = { fileName: 'a.igc', path: 'in/a.igc', state: 'completed', jobId: 'j', error: null };
const bad = (state: 'failed' | 'refused', path = 'in/b.igc'): Entry => ({
  fileName: 'b.igc',
  path,
  state,
  jobId: null,
  error: { code: 'EMPTY_FILE', message: 'b.igc is empty.', action: 'Export it again.' },
});

describe('Tally', () => {
  it('says how many came through, how fast, and what was wrong with the others', () => {
    const tally = new Tally();
    [done, done, bad('failed'), bad('refused')].forEach((entry) => tally.note(entry));
    tally.known = 1;
    expect(tally.summary(2000)).toEqual([
      '4 files: 2 done (1 known before), 1 failed, 1 refused; 2.0 s (2.0/s)',
      '  in/b.igc  EMPTY_FILE  b.igc is empty. Export it again.',
      '  in/b.igc  EMPTY_FILE  b.igc is empty. Export it again.',
    ]);
    expect(tally.exitCode).toBe(3);
  });

  it('ends with 0 only when all are done', () => {
    const tally = new Tally();
    tally.note(done);
    expect(tally.exitCode).toBe(0);
    tally.note(bad('refused'));
    expect(tally.exitCode).toBe(3);
  });

  it('lists twenty and counts the rest', () => {
    const tally = new Tally();
    for (let index = 0; index < 25; index++) tally.note(bad('failed', `in/${index}.igc`));
    const lines = tally.summary(1000);
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe('  and 5 more');
  });
});

describe('InputNames', () => {
  const file = (shown: string) => ({ shown, absolute: `/flights/${shown}` });

  it('tells files of one name apart by their place', () => {
    const names = new InputNames([file('a/x.igc'), file('b/x.igc'), file('b/y.igc')]);
    expect(names.take({ seq: 1, fileName: 'x.igc' })).toBe('b/x.igc');
    expect(names.take({ seq: 0, fileName: 'x.igc' })).toBe('a/x.igc');
    expect(names.left()).toEqual([{ shown: 'b/y.igc', fileName: 'y.igc' }]);
  });

  it('goes by name where places have shifted', () => {
    const names = new InputNames([file('a/x.igc'), file('b/x.igc'), file('b/y.igc')]);
    expect(names.take({ seq: 0, fileName: 'x.igc' })).toBe('a/x.igc');
    expect(names.take({ seq: 1, fileName: 'y.igc' })).toBe('b/y.igc');
    expect(names.left()).toEqual([{ shown: 'b/x.igc', fileName: 'x.igc' }]);
  });

  it('knows a file that was not there by its whole path', () => {
    expect(new InputNames([file('gone.igc')]).take({ seq: 0, fileName: '/flights/gone.igc' })).toBe(
      'gone.igc',
    );
  });
});
