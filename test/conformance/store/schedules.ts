/** Schedules: which times get a run, and that a time gets one. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ScheduleInput } from '#contract/schedules';
import * as schedules from '../../../src/stack/database/schedules';
import { rememberFiles, seenFiles } from '../../../src/stack/database/schedule-files';
import * as retention from '../../../src/stack/database/retention';
import type { Database } from '../../../src/stack/database/open';

const hour = 3_600_000;
const midnight = Date.parse('2026-03-01T00:00:00Z');
const hourly: ScheduleInput & { id: string } = {
  id: 's-1',
  name: 'Each hour',
  cron: '0 * * * *',
  timeZone: 'UTC',
  catchUp: 'none',
  catchUpLimit: 3,
  work: { kind: 'folder', paths: ['/flights'], lane: 'batch', onlyChanged: true },
};

export function schedulesSuite(open: () => Database): void {
  let database: Database;
  beforeAll(() => {
    database = open();
  });
  const save = (change: Partial<ScheduleInput> = {}) =>
    schedules.save(database, { ...hourly, ...change, at: midnight });
  const runs = async () => {
    const { rows } = await schedules.history(database, { scheduleId: 's-1', offset: 0, limit: 100 });
    return rows.map(({ dueAt, cause, state }) => `${(dueAt - midnight) / hour} ${cause} ${state}`).reverse();
  };
  const settle = (at: number) => schedules.settleDue(database, 's-1', midnight + at);

  describe('schedules', () => {
    beforeEach(async () => {
      await database.pool.query(
        'truncate flightline.schedules, flightline.schedule_runs, flightline.schedule_files',
      );
    });

    it('gives a time one run, however often and at the same moment it is rung', async () => {
      await save();
      const rung = await Promise.all([1, 2, 3, 4].map(() => settle(hour + 100)));
      expect(rung.filter(Boolean)).toHaveLength(1);
      expect(await settle(hour + 200)).toBe(false);
      expect(await runs()).toEqual(['1 time waiting']);
    });

    it.each([
      ['none', ['4 time skipped']],
      ['once', ['3 time skipped', '4 catch-up waiting']],
      ['all', ['1 time skipped', '2 catch-up waiting', '3 catch-up waiting', '4 catch-up waiting']],
    ] as const)('catches up after a sleep: %s', async (catchUp, expected) => {
      await save({ catchUp });
      await settle(4.5 * hour);
      expect(await runs()).toEqual(expected);
    });

    it('leaves a time out while the run before is going, and says so', async () => {
      await save();
      await settle(hour);
      await settle(2 * hour);
      expect(await runs()).toEqual(['1 time waiting', '2 time skipped']);
      const { rows } = await schedules.history(database, { states: ['skipped'], offset: 0, limit: 1 });
      expect(rows[0]?.message).toBe('The run of 2026-03-01T01:00Z was still going.');
    });

    it('lets times pass while it is paused or removed, and makes up for none of them', async () => {
      await save({ catchUp: 'all' });
      await schedules.setPaused(database, ['s-1'], true, midnight);
      await settle(2 * hour);
      await schedules.setPaused(database, ['s-1'], false, midnight + 3.5 * hour);
      await schedules.setRemoved(database, ['s-1'], true, midnight + 3.6 * hour);
      await settle(5 * hour);
      await schedules.setRemoved(database, ['s-1'], false, midnight + 5.5 * hour);
      await settle(6 * hour);
      expect(await runs()).toEqual(['6 time waiting']);
    });

    it('runs by hand once for a key, and not beside a run that is going', async () => {
      await save();
      const byHand = { id: 's-1-by-hand', scheduleId: 's-1', at: midnight };
      await schedules.addManualRun(database, byHand);
      await schedules.addManualRun(database, byHand);
      const other = schedules.addManualRun(database, { ...byHand, id: 'other' });
      await expect(other).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(await runs()).toEqual(['0 manual waiting']);
    });

    it('leaves what an engine declared as the operator made it', async () => {
      const own = { ...hourly, id: 'delay-retrain', engine: 'delay', paused: false, at: midnight };
      await schedules.declare(database, own);
      await schedules.setRemoved(database, [own.id], true, midnight);
      await schedules.declare(database, { ...own, name: 'again' });
      expect(await schedules.list(database)).toEqual([]);
      await retention.removeScheduleHistory(database, midnight + hour);
      expect((await schedules.get(database, own.id)).removedAt).toBe(midnight);
    });

    it('remembers how files looked', async () => {
      await rememberFiles(database, 's-1', [{ path: '/a', sizeBytes: 1, modifiedMs: 1.5 }]);
      await rememberFiles(database, 's-1', [{ path: '/a', sizeBytes: 2, modifiedMs: 2.25 }]);
      expect([...(await seenFiles(database, 's-1'))]).toEqual([['/a', { sizeBytes: 2, modifiedMs: 2.25 }]]);
    });

    it('removes old history and what was removed long ago, and nothing that is going', async () => {
      await save();
      await settle(hour);
      await settle(2 * hour);
      await schedules.setRemoved(database, ['s-1'], true, midnight);
      expect(await retention.removeScheduleHistory(database, midnight + 9 * hour)).toBe(1);
      expect(await runs()).toEqual(['1 time waiting']);
      await expect(schedules.get(database, 's-1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });
}
