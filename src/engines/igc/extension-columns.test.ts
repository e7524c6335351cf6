import { describe, expect, it } from 'vitest';
import { record, run } from '../../../test/fixtures/igc-lines';
import { MISSING_EXTENSION } from './extension-columns';
import { parseIgc } from './parse-igc';
import { readTrack } from './track';

const bytes = (lines: string[]) => new TextEncoder().encode(lines.join('\r\n') + '\r\n');
const fix = record({ t: 36_000 });
const column = (lines: string[], code: string) => {
  const { extensions, fixes } = parseIgc(bytes(['AXXXABC', 'HFDTE010124', ...lines]));
  const values = extensions.values(
    code,
    Uint32Array.from({ length: fixes.n }, (_, i) => i),
  );
  return values && Array.from(values, (value) => (value === MISSING_EXTENSION ? null : value));
};

describe('extensions of fixes', () => {
  it('are read by their code, each fix its own', () => {
    const lines = ['I033638ENL3941GSP4244VAT', `${fix}012034-05`, `${fix}999000 07`];
    expect(column(lines, 'ENL')).toEqual([12, 999]);
    expect(column(lines, 'GSP')).toEqual([34, 0]);
    expect(column(lines, 'VAT')).toEqual([-5, 7]);
  });

  it('are missing where the record ends before them or holds no number', () => {
    const lines = ['I023638ENL3941TRT', `${fix}012`, `${fix}0`, `${fix}---271`, `${fix}   +++`];
    expect(column(lines, 'ENL')).toEqual([12, null, null, null]);
    expect(column(lines, 'TRT')).toEqual([null, null, 271, null]);
  });

  it('follow the I record that is before the fix', () => {
    const lines = [`${fix}111222`, 'I013638ENL', `${fix}111222`, 'I023638MOP3941ENL', `${fix}111222`];
    expect(column(lines, 'ENL')).toEqual([null, 111, 222]);
    expect(column(lines, 'MOP')).toEqual([null, null, 111]);
  });

  it('are null when no I record names them', () => {
    expect(column([fix], 'ENL')).toBeNull();
    expect(parseIgc(bytes([fix])).extensions.codes).toEqual([]);
  });

  it.each(['I013650ENL', 'I012022ENL', 'I014036ENL'])('do not come from the wrong record %s', (line) => {
    expect(column([line, `${fix}012`], 'ENL') ?? [null]).toEqual([null]);
  });

  it('belong to the fixes of the track, also when some are dropped and parts change places', () => {
    const later = run(40_000, 100).map((line, k) => `${line}${String(500 + k)}`);
    const earlier = run(36_000, 100).map((line, k) => `${line}${String(100 + k)}`);
    const doubled = earlier.flatMap((line) => [line, line]);
    const track = readTrack(bytes(['AXXXABC', 'HFDTE010124', 'I013638ENL', ...later, ...doubled]));
    expect(track.extensionCodes).toEqual(['ENL']);
    const values = track.extension('ENL');
    expect([values?.length, values?.[0], values?.[99], values?.[100], values?.[199]]).toEqual([
      200, 100, 199, 500, 599,
    ]);
    expect(track.extension('MOP')).toBeNull();
  });
});
