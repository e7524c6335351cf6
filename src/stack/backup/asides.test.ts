import { describe, expect, it } from 'vitest';
import type { RestoreReport } from '#contract/backups';
import { heldBy } from './asides';

const aside = 'before-restore-2026-11-22T060000Z';
const report = (state: RestoreReport['state']): RestoreReport => ({
  ...{ name: '2026-11-21T060000Z', folder: '/backups', aside, at: 7, state, error: null },
});

describe('heldBy', () => {
  it.each<[string, { name: string; report: RestoreReport | null; pending?: string }, boolean]>([
    ['no restore is known', { name: aside, report: null }, false],
    ['the restored data have not started yet', { name: aside, report: report('starting') }, true],
    ['they are being taken out again', { name: aside, report: report('removing') }, true],
    ['what was there is being put back', { name: aside, report: report('returning') }, true],
    ['what did not start', { name: 'before-restore-rejected-7', report: report('returning') }, true],
    ['another', { name: 'before-restore-2026-11-20T060000Z', report: report('returning') }, false],
    ['it started', { name: aside, report: report('done') }, false],
    ['a restore waits for the next start', { name: aside, report: report('done'), pending: aside }, true],
  ])('%s', (_, { name, report: given, pending = null }, isHeld) => {
    expect(heldBy(name, { report: given, pending }) !== null).toBe(isHeld);
  });
});
