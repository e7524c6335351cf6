/** The audit log: acts happen once. */
import { beforeAll, describe, expect, it } from 'vitest';
import { FlightlineError } from '#contract/errors';
import * as audit from '../../../src/stack/database/audit';
import * as keyValue from '../../../src/stack/database/key-value';
import type { Database } from '../../../src/stack/database/open';

export function auditSuite(open: () => Database): void {
  let database: Database;
  beforeAll(() => {
    database = open();
  });

  describe('the audit log', () => {
    const act = {
      key: '0b8f6a4e-7f0f-4bb1-9a55-0f7f3a3f6f10',
      actor: 'console',
      act: 'jobs.retry',
      subject: { ids: ['a'] },
    };

    it('carries an act out once, however often and at the same time it is asked', async () => {
      let runs = 0;
      const work = async () => {
        runs += 1;
        await database.pool.query('select 1');
        return { done: runs };
      };
      const answers = await Promise.all([1, 2, 3].map(() => audit.once(database, act, work)));
      expect(answers).toEqual([{ done: 1 }, { done: 1 }, { done: 1 }]);
      expect(await audit.once(database, act, work)).toEqual({ done: 1 });
      expect((await audit.recent(database, 5)).map((row) => row.act)).toEqual(['jobs.retry']);
    });

    it('refuses a key that belongs to another act', async () => {
      await audit.once(database, act, () => Promise.resolve(1));
      const other = audit.once(database, { ...act, subject: { ids: ['b'] } }, () => Promise.resolve(2));
      await expect(other).rejects.toMatchObject({ code: 'CONFLICT' });
    });

    it('writes down a failure and lets the same key try again', async () => {
      const failing = audit.once(database, act, () =>
        Promise.reject(new FlightlineError('NOT_READY', 'later')),
      );
      await expect(failing).rejects.toMatchObject({ code: 'NOT_READY' });
      expect((await audit.recent(database, 1))[0]?.error).toEqual({ code: 'NOT_READY', message: 'later' });
      expect(await audit.once(database, act, () => Promise.resolve('now'))).toBe('now');
    });
  });

  it('keeps small values', async () => {
    expect(await keyValue.getValue(database, 'x')).toBeUndefined();
    await keyValue.setValue(database, 'x', { a: 1 });
    await keyValue.setValue(database, 'x', { a: 2 });
    expect(await keyValue.getValue(database, 'x')).toEqual({ a: 2 });
  });
}
