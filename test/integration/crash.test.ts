/** Whatever is killed, no accepted job is lost and none is done twice in effect. */
import { describe, expect, it } from 'vitest';
import { runCrashScenario } from '../helpers/crash-scenario';

describe('kill -9 at random moments of a batch of 2,000', () => {
  it(
    'of engines, gateway, Redis, store and the whole tree loses nothing and doubles nothing',
    { timeout: 300_000 },
    async () => {
      const report = await runCrashScenario(7, 2000);
      expect(report).toMatchObject({ completed: 2000, lost: 0, failed: 0, reasons: [], doubled: 0 });
    },
  );
});
