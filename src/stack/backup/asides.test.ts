import { describe, expect, it } from 'vitest';
import type { RestoreReport } from '#contract/backups';
import { heldBy } from './asides';

const aside = 'before-restore-2026-11-22T060000Z';
const report = (state: RestoreReport['state']): RestoreReport => ({
  ...{ name: '2026-11-21T060000Z', folder: '/backups', aside, at: 7, state, error: null },
});

describe('heldBy', () => {
  it.each([
    ['no restore is known', aside, null, null, false],
    ['the restored data have not started yet', aside, report('starting'), null, true],
    ['they are being taken out again', aside, report('removing'), null, true],
    ['what was there is being put back', aside, report('returning'), null, true],
    ['what could not start is still moved', 'before-restore-rejected-7', report('returning'), null, true],
    ['another folder', 'before-restore-2026-11-20T060000Z', report('returning'), null, false],
    ['it started', aside, report('done'), null, false],
    ['a restore waits for the next start', aside, report('done'), aside, true],
  ] as const)('%s', (_, name, given, pending, isHeld) => {
    expect(heldBy(name, { report: given, pending }) !== null).toBe(isHeld);
  });
});
