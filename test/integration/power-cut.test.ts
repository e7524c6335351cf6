/** What was acknowledged survives a power cut that takes the last two seconds of Redis' log. */
import { describe, expect, it } from 'vitest';
import { runPowerCut } from '../helpers/power-cut';
import { testEntry } from '../helpers/test-build';

describe('a power cut while 1,500 files are being accepted', () => {
  it('loses nothing that was acknowledged and doubles nothing', { timeout: 240_000 }, async () => {
    const report = await runPowerCut({ entry: testEntry, jobs: 1500, seed: 3 });
    expect(report.acknowledged).toBeGreaterThan(700);
    expect(report.cutBytes).toBeGreaterThan(0); // otherwise nothing was put to the test
    expect(report).toMatchObject({ lost: 0, doubled: 0 });
  });
});
