/** Batches: counts, states, members. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MemberPageQuery } from '#contract/batches';
import type { z } from 'zod';
import { membersPage } from '../../../src/stack/database/batch-members';
import * as batches from '../../../src/stack/database/batches';
import * as jobs from '../../../src/stack/database/jobs';
import * as outcomes from '../../../src/stack/database/outcomes';
import { completed, day, failed, newJob } from '../database-rows';
import { pageReader } from './page-reader';
import type { Database } from '../../../src/stack/database/open';

export function batchesSuite(open: () => Database): void {
  let database: Database;
  beforeAll(() => {
    database = open();
  });
  const { idsOn } = pageReader(open);

  describe('batches', () => {
    const member = (
      seq: number,
      jobId: string | null,
      change: Partial<batches.NewMember> = {},
    ): batches.NewMember => ({
      seq,
      fileName: `f${seq}.igc`,
      sizeBytes: 10,
      jobId,
      duplicate: false,
      refusal: jobId === null ? { code: 'UNKNOWN_TYPE', message: 'no engine' } : null,
      ...change,
    });

    beforeEach(async () => {
      await batches.create(database, { id: 'one', name: 'One', lane: 'batch', createdAt: day });
      await jobs.insertMany(database, [newJob('a'), newJob('b')]);
      await batches.addMembers(database, 'one', [
        member(0, 'a'),
        member(1, 'b'),
        member(2, 'a', { duplicate: true }),
        member(3, null),
      ]);
    });

    it('counts members by state, whatever shares a job', async () => {
      await outcomes.applyOutcomes(database, [completed('a')]);
      expect((await batches.get(database, 'one')).counts).toEqual({
        total: 4,
        waiting: 1,
        active: 0,
        delayed: 0,
        paused: 0,
        completed: 2,
        failed: 0,
        cancelled: 0,
        refused: 1,
        duplicates: 1,
        files: { total: 4, completed: 2, failed: 0, refused: 1 },
      });
    });

    it('counts a file as completed when every run on it is', async () => {
      const sameFile = { fileName: 'flight.igc' };
      await batches.create(database, { id: 'two', name: 'Two', lane: 'batch', createdAt: day });
      await batches.addMembers(database, 'two', [member(0, 'a', sameFile), member(1, 'b', sameFile)]);
      const files = async () => (await batches.get(database, 'two')).counts.files;
      await outcomes.applyOutcomes(database, [completed('a')]);
      expect(await files()).toEqual({ total: 1, completed: 0, failed: 0, refused: 0 });
      await outcomes.applyOutcomes(database, [completed('b')]);
      expect(await files()).toEqual({ total: 1, completed: 1, failed: 0, refused: 0 });
    });

    it('adds the same members once, and goes on numbering', async () => {
      await batches.addMembers(database, 'one', [member(3, null), member(4, 'b')]);
      expect((await batches.get(database, 'one')).counts.total).toBe(5);
      expect(await batches.nextSeq(database, 'one')).toBe(5);
      expect(await batches.nextSeq(database, 'none')).toBe(0);
    });

    it('ends when it is sealed and all jobs have ended, and runs again after a retry', async () => {
      await outcomes.applyOutcomes(database, [completed('a'), failed('b')]);
      expect(await batches.finishIfDone(database, ['one'], day + 9)).toEqual([]);
      await batches.seal(database, 'one');
      expect(await batches.finishIfDone(database, ['one'], day + 9)).toEqual(['one']);
      expect(await batches.get(database, 'one')).toMatchObject({ state: 'done', finishedAt: day + 9 });
      await jobs.requeue(database, ['b'], day + 10);
      expect(await batches.reopenFor(database, ['b'])).toEqual(['one']);
      expect(await batches.finishIfDone(database, ['one'], day + 11)).toEqual([]);
      expect(await batches.get(database, 'one')).toMatchObject({ state: 'running', finishedAt: null });
    });

    it('pauses, resumes and cancels; what has ended refuses', async () => {
      await batches.setState(database, { id: 'one', state: 'paused', at: day });
      await batches.setState(database, { id: 'one', state: 'running', at: day });
      expect((await batches.get(database, 'one')).state).toBe('open');
      await batches.setState(database, { id: 'one', state: 'cancelled', at: day + 1 });
      await batches.setState(database, { id: 'one', state: 'cancelled', at: day + 2 });
      expect(await batches.get(database, 'one')).toMatchObject({ state: 'cancelled', finishedAt: day + 1 });
      await expect(batches.setState(database, { id: 'one', state: 'paused', at: day })).rejects.toMatchObject(
        { code: 'CONFLICT' },
      );
      await expect(batches.seal(database, 'none')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('pages members with the state of their job', async () => {
      await outcomes.applyOutcomes(database, [failed('b')]);
      const read = (query: Omit<z.input<typeof MemberPageQuery>, 'batchId'>) =>
        membersPage(database, MemberPageQuery.parse({ batchId: 'one', ...query }));
      expect((await read({})).rows.map((row) => row.state)).toEqual([
        'waiting',
        'failed',
        'waiting',
        'refused',
      ]);
      const refused = await read({ states: ['refused'] });
      expect(refused).toMatchObject({
        total: 1,
        rows: [{ seq: 3, errorCode: 'UNKNOWN_TYPE', errorMessage: 'no engine' }],
      });
      expect((await read({ search: 'no fixes' })).rows.map((row) => row.jobId)).toEqual(['b']);
      expect(
        await idsOn({ filter: { batchId: 'one' }, sort: { key: 'fileName', descending: false } }),
      ).toEqual(['a', 'b']);
      expect(await batches.jobIdsOf(database, 'one', ['waiting'])).toEqual(['a']);
      expect(await batches.batchesOf(database, ['a', 'zz'])).toEqual([
        { jobId: 'a', id: 'one', name: 'One' },
      ]);
    });
  });
}
