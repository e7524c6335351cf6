/** The audit log: acts happen once. */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FlightlineError } from '#contract/errors';
import * as audit from '../../../src/stack/database/audit';
import * as auditLog from '../../../src/stack/database/audit-log';
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

  describe('its chain', () => {
    const one = (n: number, work: (change: audit.Change) => Promise<unknown> = () => Promise.resolve(n)) =>
      audit.once(
        database,
        { key: randomUUID(), actor: 'cli', act: `test.${n % 2}`, subject: { name: `thing ${n}` } },
        work,
      );
    beforeEach(async () => {
      await database.pool.query('truncate flightline.audit_entries');
      await database.pool.query(`update flightline.audit_head set seq = 0, hash = repeat('0', 64)`);
    });

    it('is whole after acts at the same moment, of several connections, some of which failed', async () => {
      const fails = () => Promise.reject(new FlightlineError('CONFLICT', 'no \u0000 \ud800'));
      await Promise.allSettled(Array.from({ length: 20 }, (_, n) => one(n, n % 5 === 4 ? fails : undefined)));
      expect(await auditLog.verify(database)).toMatchObject({ entries: 20, head: { seq: 20 }, broken: null });
      const { total } = await auditLog.page(database, { outcome: 'failed', offset: 0, limit: 1 });
      expect(total).toBe(4);
    });

    it('tells what was before and after, and finds by any part', async () => {
      await one(1, (change) => {
        Object.assign(change, { before: { state: 'running' }, after: { state: 'paused%' } });
        return Promise.resolve('ok');
      });
      await one(2);
      const { rows } = await auditLog.page(database, { search: 'paused%', offset: 0, limit: 9 });
      expect(rows).toMatchObject([{ seq: 1, actor: 'cli', act: 'test.1', subject: 'thing 1' }]);
      expect((await auditLog.get(database, 1)).whole).toMatchObject({
        before: { state: 'running' },
        after: { state: 'paused%' },
        answer: 'ok',
      });
      expect(await auditLog.names(database)).toEqual({ acts: ['test.0', 'test.1'], actors: ['cli'] });
    });

    it('keeps a hash of what is long', async () => {
      const ids = Array.from({ length: 5000 }, (_, n) => `job-${n}`);
      const act = { key: randomUUID(), actor: 'cli', act: 'jobs.retry', subject: { ids } };
      await audit.once(database, act, () => Promise.resolve(1));
      const { whole } = await auditLog.get(database, 1);
      expect(whole.subject).toMatchObject({ bytes: expect.any(Number) as number });
    });

    it.each([
      [
        'a changed entry',
        `update flightline.audit_entries set body = replace(body, 'thing 3', 'thing 9') where seq = 3`,
        3,
      ],
      ['a changed column', `update flightline.audit_entries set actor = 'nobody' where seq = 4`, 4],
      ['a removed entry', 'delete from flightline.audit_entries where seq = 2', 2],
      ['removed last entries', 'delete from flightline.audit_entries where seq > 3', 4],
      ['an exchanged hash', `update flightline.audit_entries set hash = repeat('a', 64) where seq = 5`, 5],
      ['a changed head', `update flightline.audit_head set hash = repeat('b', 64)`, 5],
    ])('finds %s', async (_, tampering, seq) => {
      for (let n = 1; n <= 5; n++) await one(n);
      await database.pool.query(tampering);
      expect((await auditLog.verify(database)).broken?.seq).toBe(seq);
    });

    it('finds a chain that was written anew, by an entry that somebody has noted', async () => {
      await one(1);
      const noted = await auditLog.head(database);
      expect((await auditLog.verify(database, noted)).broken).toBeNull();
      await database.pool.query('truncate flightline.audit_entries');
      await database.pool.query(`update flightline.audit_head set seq = 0, hash = repeat('0', 64)`);
      expect((await auditLog.verify(database, noted)).broken?.seq).toBe(1);
      await one(2);
      expect((await auditLog.verify(database)).broken).toBeNull();
      expect((await auditLog.verify(database, noted)).broken?.seq).toBe(1);
    });
  });

  it('keeps small values', async () => {
    expect(await keyValue.getValue(database, 'x')).toBeUndefined();
    await keyValue.setValue(database, 'x', { a: 1 });
    await keyValue.setValue(database, 'x', { a: 2 });
    expect(await keyValue.getValue(database, 'x')).toEqual({ a: 2 });
  });
}
