import { describe, expect, it } from 'vitest';
import { previewText } from './letter-previews';

const before = { fileName: 'a.igc', lane: 'batch' as const, options: { altitude: 'auto', ids: [1] } };
const sample = { jobId: 'job', fileName: 'a.igc', before, problem: null };

describe('previewText', () => {
  it('shows what would change by its path', () => {
    const after = { ...before, options: { ids: [1, 2], rules: 'x' } };
    const text = previewText({
      count: 300,
      looked: 200,
      changed: 200,
      unfit: 0,
      samples: [{ ...sample, after }],
    });
    expect(text.split('\n')).toEqual([
      '200 of the first 200 of 300 would change',
      'job  a.igc',
      '  options.altitude: "auto" → (not set)',
      '  options.ids: [1] → [1,2]',
      '  options.rules: (not set) → "x"',
    ]);
  });

  it('says what does not fit', () => {
    const samples = [{ ...sample, after: null, problem: 'options.altitude: expected "baro"' }];
    expect(previewText({ count: 1, looked: 1, changed: 0, unfit: 1, samples })).toBe(
      '0 of 1 dead letter would change, for 1 it does not fit\njob  a.igc\n  does not fit: options.altitude: expected "baro"',
    );
  });
});
