/** Dead letters: pages, search, groups with their counters, trash, and what can be undone. */
import { beforeAll, describe, expect, it } from 'vitest';
import { DeadLetterQuery, LetterGroupQuery, TrashQuery, mostFound } from '#contract/dead-letters';
import type { z } from 'zod';
import * as deadLetters from '../../../src/stack/database/dead-letters';
import * as jobs from '../../../src/stack/database/jobs';
import * as groups from '../../../src/stack/database/letter-groups';
import { LetterPages } from '../../../src/stack/database/letter-pages';
import * as gone from '../../../src/stack/database/letters-gone';
import { replace, unreplace } from '../../../src/stack/database/letter-edits';
import * as outcomes from '../../../src/stack/database/outcomes';
import { day, failed, newJob } from '../database-rows';
import type { Database } from '../../../src/stack/database/open';

export function deadLettersSuite(open: () => Database): void {
  let database: Database;
  let pages: LetterPages;
  beforeAll(() => {
    database = open();
    pages = new LetterPages(database);
  });

  const slow = (id: string) => {
    const attempt = { ...failed(id).attempt, errorCode: 'HARD_TIMEOUT', errorMessage: 'too slow' };
    return failed(id, { attempt, fingerprint: 'f2' });
  };
  async function threeLetters(): Promise<void> {
    await jobs.insertMany(database, [
      newJob('a', { options: { league: 'XContest' } }),
      newJob('b', { lane: 'batch' }),
      newJob('c', { engineVersion: 2 }),
    ]);
    await outcomes.applyOutcomes(database, [failed('a'), failed('b'), slow('c')]);
  }
  const read = (query: z.input<typeof DeadLetterQuery> = {}) => pages.read(DeadLetterQuery.parse(query));
  const ids = async (query: z.input<typeof DeadLetterQuery> = {}) =>
    (await read(query)).rows.map((row) => row.jobId);
  const listed = (query: z.input<typeof LetterGroupQuery> = {}) =>
    groups.list(database, LetterGroupQuery.parse(query), day + 3_600_000);

  describe('dead letters', () => {
    it('pages by filter, from either end, and counts by code', async () => {
      await threeLetters();
      expect(await read()).toMatchObject({ total: 3, hasMore: false });
      expect(await ids()).toEqual(['c', 'b', 'a']);
      expect(await ids({ order: 'oldest', offset: 2 })).toEqual(['c']);
      expect(await ids({ offset: 1, limit: 1 })).toEqual(['b']);
      const found = await read({ errorCode: 'HARD_TIMEOUT' });
      expect(found.rows.map((row) => row.jobId)).toEqual(['c']);
      expect(found.byCode).toEqual([
        { errorCode: 'INVALID_FLIGHT', count: 2 },
        { errorCode: 'HARD_TIMEOUT', count: 1 },
      ]);
      expect(found.rows[0]?.action).toContain('retry');
    });

    it('pages far down, from both ends, also when letters came and went meanwhile', async () => {
      const nameOf = (index: number) => `p${String(index).padStart(5, '0')}`;
      const many = Array.from({ length: 2600 }, (_, index) => nameOf(index));
      const come = async (names: readonly string[]): Promise<void> => {
        await jobs.insertMany(
          database,
          names.map((id) => newJob(id)),
        );
        await outcomes.applyOutcomes(
          database,
          names.map((id) => failed(id)),
        );
      };
      await come(many);
      let newest = [...many].reverse();
      const expectPages = async (): Promise<void> => {
        for (const offset of [999, 1000, 1001, 1950, 2000, 2550, newest.length]) {
          const part = newest.slice(offset, offset + 70);
          expect(await ids({ offset, limit: 70 }), `newest from ${offset}`).toEqual(part);
          const other = [...newest].reverse().slice(offset, offset + 70);
          expect(await ids({ offset, limit: 70, order: 'oldest' }), `oldest from ${offset}`).toEqual(other);
        }
        expect((await read({ errorCode: 'INVALID_FLIGHT', offset: 2000 })).total).toBe(newest.length);
      };
      await expectPages();
      await come([nameOf(2600)]);
      await gone.discard(database, [nameOf(1500)], { reason: 'test', act: 'k0', at: day });
      newest = [nameOf(2600), ...newest.filter((id) => id !== nameOf(1500))];
      await expectPages();
    });

    it('finds any part of name, error, lane and options, and whole ids', async () => {
      await threeLetters();
      expect(await ids({ search: 'NO FIX' })).toEqual(['b', 'a']);
      expect(await ids({ search: 'xcontest' })).toEqual(['a']);
      expect(await ids({ search: 'a.IGC' })).toEqual(['a']);
      expect(await ids({ search: 'batch' })).toEqual(['b']);
      expect(await ids({ search: '%' })).toEqual([]);
      expect(await ids({ search: newJob('c').sha256 })).toEqual(['c']);
      expect(await deadLetters.count(database, { filter: { search: 'no fix' } })).toBe(2);
    });

    it.each([mostFound + 50, 2 * mostFound + 50])(
      'lists the first of %i hits, and says that there are more',
      async (hits) => {
        const many = Array.from({ length: hits }, (_, index) => `m${String(index).padStart(5, '0')}`);
        await jobs.insertMany(
          database,
          many.map((id) => newJob(id)),
        );
        await outcomes.applyOutcomes(
          database,
          many.map((id, index) => {
            const { attempt } = failed(id);
            return failed(id, { attempt: { ...attempt, finishedAt: attempt.finishedAt + index } });
          }),
        );
        const found = await read({ search: 'no fix', engine: 'xcmetrics', offset: 1, limit: 2 });
        expect(found).toMatchObject({ total: mostFound, hasMore: true });
        expect(found.rows.map((row) => row.jobId)).toEqual([many.at(-2), many.at(-3)]);
        const oldest = await read({ search: 'no fix', order: 'oldest', offset: 1, limit: 2 });
        expect(oldest.rows.map((row) => row.jobId)).toEqual(many.slice(1, 3));
        expect((await read({ search: 'no fix', offset: mostFound - 1, limit: 5 })).rows).toHaveLength(1);
      },
    );

    it('walks newest first and leaves out what failed later', async () => {
      await threeLetters();
      const walked = (after: deadLetters.LetterCursor | null) =>
        deadLetters.walk(database, {}, { until: day + 350, after, limit: 2 });
      const [first, second] = await walked(null);
      expect([first?.id, second?.id]).toEqual(['c', 'b']);
      expect((await walked(second ?? null)).map(({ id }) => id)).toEqual(['a']);
      expect(await deadLetters.walk(database, {}, { until: day + 349, after: null, limit: 9 })).toEqual([]);
    });

    it('groups by fingerprint with counters that follow every change', async () => {
      await threeLetters();
      expect(await listed({ sort: 'letters' })).toMatchObject({
        total: 2,
        letters: 3,
        groups: [
          { fingerprint: 'f1', letters: 2, seen: 2, engineVersions: [1], message: 'no fixes' },
          { fingerprint: 'f2', letters: 1, engineVersions: [2], sample: { jobId: 'c', fileName: 'c.igc' } },
        ],
      });
      const [one] = (await listed({ search: 'xcontest' })).groups;
      expect(one).toMatchObject({ fingerprint: 'f1', letters: 1 });
      expect(one?.spark.at(-2)).toBe(2);
      await jobs.requeue(database, ['a', 'b'], day + 1000, 'act');
      expect((await listed()).groups.map(({ fingerprint }) => fingerprint)).toEqual(['f2']);
      await outcomes.applyOutcomes(database, [failed('a', { generation: 1 })]);
      expect((await listed({ errorCode: 'INVALID_FLIGHT' })).groups).toMatchObject([{ letters: 1, seen: 3 }]);
    });

    it('discards into the trash and restores from it', async () => {
      await threeLetters();
      const by = { at: day + 500, act: 'k', reason: 'test files' };
      expect((await gone.discard(database, ['a', 'c', 'zz'], by)).sort()).toEqual(['a', 'c']);
      await expect(deadLetters.get(database, 'a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const trash = await gone.trash(database, TrashQuery.parse({ search: 'TEST' }));
      expect(trash.total).toBe(2);
      expect(trash.rows.find(({ jobId }) => jobId === 'c')).toMatchObject({
        reason: 'test files',
        errorCode: 'HARD_TIMEOUT',
        discardedAt: day + 500,
      });
      await jobs.requeue(database, ['c'], day + 600);
      expect(await gone.restore(database, ['a', 'c'])).toEqual(['a']);
      expect(await gone.restore(database, ['a'])).toEqual([]);
      expect((await deadLetters.get(database, 'a')).options).toEqual({ league: 'XContest' });
      expect((await listed()).groups).toMatchObject([{ fingerprint: 'f1', letters: 2, seen: 2 }]);
      expect((await gone.trash(database, TrashQuery.parse({}))).total).toBe(0);
    });

    it('takes back a retry that has not started, and no other', async () => {
      await threeLetters();
      await jobs.requeue(database, ['a', 'b'], day + 1000, 'act');
      await outcomes.applyStarts(database, [
        { jobId: 'b', generation: 1, startedAt: day + 1100, worker: 'w', waitMs: 1 },
      ]);
      expect(await gone.countTakenBy(database, 'act')).toBe(2);
      expect(await gone.unretry(database, 'other', ['a'], day + 1200)).toEqual([]);
      expect(await gone.unretry(database, 'act', ['a', 'b'], day + 1200)).toEqual(['a']);
      expect(await jobs.get(database, 'a')).toMatchObject({
        state: 'failed',
        generation: 2,
        errorMessage: 'no fixes',
        finishedAt: day + 350,
      });
      expect(await ids()).toEqual(['c', 'a']);
      // What still came of the retry is of an older generation.
      await outcomes.applyOutcomes(database, [slow('a')]);
      expect((await deadLetters.get(database, 'a')).errorCode).toBe('INVALID_FLIGHT');
    });

    it('lets another job take the place of an edited letter, and back', async () => {
      await threeLetters();
      await jobs.insertMany(database, [newJob('a2'), newJob('later', { afterId: 'a' })]);
      expect(await replace(database, [{ id: 'a', newId: 'a2' }], { at: day, act: 'e' })).toEqual(['a']);
      expect(await jobs.get(database, 'later')).toMatchObject({ afterId: 'a2' });
      expect(await gone.takenBy(database, 'e')).toEqual([{ jobId: 'a', how: 'edited', replacedBy: 'a2' }]);
      expect(await unreplace(database, 'e', ['a'])).toEqual(['a']);
      expect(await gone.restore(database, ['a'])).toEqual(['a']);
      expect(await jobs.get(database, 'later')).toMatchObject({ afterId: 'a' });
    });

    it('empties the trash after its days, and forgets retries that have begun', async () => {
      await threeLetters();
      await gone.discard(database, ['c'], { at: day, act: 'k', reason: 'old' });
      await jobs.requeue(database, ['a', 'b'], day, 'act');
      await outcomes.applyOutcomes(database, [failed('b', { generation: 1 })]);
      expect(await gone.purge(database, day + 3_600_001)).toBe(1);
      expect(await gone.takenBy(database, 'act')).toHaveLength(1);
      expect(await gone.purge(database, day + 7 * 86_400_000 + 1)).toBe(1);
      expect((await gone.trash(database, TrashQuery.parse({}))).total).toBe(0);
    });
  });
}
