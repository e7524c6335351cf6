/** Jobs: accepted, paged, searched, changed. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { JobState } from '#contract/jobs';
import { countedStates, foldJobCounts } from '../../../src/stack/database/job-counts';
import * as jobPages from '../../../src/stack/database/job-pages';
import * as jobs from '../../../src/stack/database/jobs';
import * as outcomes from '../../../src/stack/database/outcomes';
import { completed, day, failed, newJob } from '../database-rows';
import { pageReader } from './page-reader';
import type { Database } from '../../../src/stack/database/open';

export function jobsSuite(open: () => Database): void {
  let database: Database;
  beforeAll(() => {
    database = open();
  });
  const { idsOn, page } = pageReader(open);

  describe('jobs', () => {
    it('inserts what is new and tells what was known, for repeated ids too', async () => {
      await jobs.insertMany(database, [newJob('a')]);
      await outcomes.applyOutcomes(database, [completed('a')]);
      const answer = await jobs.insertMany(database, [
        newJob('a', { fileName: 'other.igc' }),
        newJob('b'),
        newJob('b'),
      ]);
      expect(answer).toEqual([
        { id: 'a', isNew: false, state: 'completed', generation: 0 },
        { id: 'b', isNew: true, state: 'waiting', generation: 0 },
      ]);
      expect((await jobs.get(database, 'a'))?.fileName).toBe('a.igc');
    });

    it('takes file names and options that PostgreSQL text cannot hold', async () => {
      const options = { note: 'x\u0000y', list: ['\ud800'] };
      await jobs.insertMany(database, [
        newJob('a', { fileName: 'nul\u0000 half\udc00 emoji😀.igc', options }),
      ]);
      const stored = await jobs.get(database, 'a');
      expect(stored?.fileName).toBe('nul\ufffd half\ufffd emoji😀.igc');
      expect(stored?.options).toEqual({ note: 'x\ufffdy', list: ['\ufffd'] });
    });

    it('pages through 10,000 rows of one statement without a gap or an overlap', async () => {
      const rows = Array.from({ length: 10_000 }, (_, index) =>
        newJob(`j${index}`, { acceptedAt: day + (index % 7) }),
      );
      expect((await jobs.insertMany(database, rows)).every((one) => one.isNew)).toBe(true);
      const seen = new Set<string>();
      for (let offset = 0; offset < 10_000; offset += 500) {
        for (const id of await idsOn({ offset, limit: 500 })) seen.add(id);
      }
      expect(seen.size).toBe(10_000);
    });

    it('filters, and says how many match', async () => {
      await jobs.insertMany(database, [
        newJob('a', { lane: 'batch', acceptedAt: day + 1 }),
        newJob('b', { engine: 'podcast', acceptedAt: day + 2 }),
        newJob('c', { acceptedAt: day + 3 }),
      ]);
      await outcomes.applyOutcomes(database, [completed('c')]);
      expect(await idsOn({ filter: { states: ['completed'] } })).toEqual(['c']);
      expect(await idsOn({ filter: { engine: 'podcast' } })).toEqual(['b']);
      expect(await idsOn({ filter: { lane: 'batch' } })).toEqual(['a']);
      expect(await idsOn({ filter: { acceptedFrom: day + 2, acceptedTo: day + 2 } })).toEqual(['b']);
      expect((await page({ limit: 1 })).total).toBe(3);
      expect(await jobPages.counts(database, {})).toMatchObject({ waiting: 2, completed: 1, failed: 0 });
    });

    it.each([
      ['SALEVE', ['name']],
      ['no fix at', ['message']],
      ['100%', ['percent']],
      ['a_b', ['underscore']],
      ['back\\slash', ['backslash']],
      ['wxyz2', ['wxyz234567']],
      ['  ', ['backslash', 'message', 'name', 'other', 'percent', 'underscore', 'wxyz234567']],
    ])('finds %j in names, messages and beginnings of ids', async (search, found) => {
      await jobs.insertMany(database, [
        newJob('name', { fileName: 'Tour du Saleve.igc' }),
        newJob('message'),
        newJob('percent', { fileName: '100% sure' }),
        newJob('underscore', { fileName: 'a_b' }),
        newJob('backslash', { fileName: 'back\\slash' }),
        newJob('wxyz234567', { fileName: 'n' }),
        newJob('other', { fileName: '1000 axb' }),
      ]);
      const attempt = { ...failed('message').attempt, errorMessage: 'There is no fix at all' };
      await outcomes.applyOutcomes(database, [failed('message', { attempt })]);
      expect((await idsOn({ filter: { search } })).sort()).toEqual(found);
    });

    it('finds very many by a text, and among them by state', async () => {
      const rows = Array.from({ length: 1200 }, (_, index) =>
        newJob(`j${index}`, { fileName: `Saleve ${index}.igc`, acceptedAt: day + index }),
      );
      await jobs.insertMany(database, [...rows, newJob('other', { acceptedAt: day + 5000 })]);
      await outcomes.applyOutcomes(database, [completed('j7')]);
      const filter = { search: 'SALEVE' };
      const found = await page({ filter, limit: 2 });
      expect(found.rows.map((row) => row.id)).toEqual(['j1199', 'j1198']);
      expect(found.total).toBe(1200);
      expect(await jobPages.counts(database, filter)).toMatchObject({ waiting: 1199, completed: 1 });
      expect(await idsOn({ filter: { ...filter, states: ['completed'] } })).toEqual(['j7']);
    });

    it('sorts by name, also by a new one, until the job is gone', async () => {
      const long = 'z'.repeat(5000);
      await jobs.insertMany(database, [
        newJob('a', { fileName: 'c.igc' }),
        newJob('b', { fileName: long, engine: 'podcast' }),
        newJob('c', { fileName: 'b.igc' }),
        newJob('d', { fileName: 'b.igc', engine: 'podcast' }),
      ]);
      const sort = { key: 'fileName', descending: false } as const;
      expect(await idsOn({ sort })).toEqual(['c', 'd', 'a', 'b']);
      expect(await idsOn({ sort, offset: 3, limit: 4 })).toEqual(['b']);
      expect(await idsOn({ sort, filter: { engine: 'podcast' } })).toEqual(['d', 'b']);
      await database.pool.query(`update flightline.jobs set file_name = 'a.igc' where id = 'b'`);
      await database.pool.query(`delete from flightline.jobs where id = 'c'`);
      expect(await idsOn({ sort: { ...sort, descending: true } })).toEqual(['a', 'd', 'b']);
      expect(await idsOn({ sort, filter: { search: 'IGC' } })).toEqual(['b', 'd', 'a']);
      const names = await database.pool.query('select job_id from flightline.job_names');
      expect(names.rows).toHaveLength(3);
    });

    it.each([true, false])('sorts rows without a value last (descending: %s)', async (descending) => {
      await jobs.insertMany(database, [newJob('a'), newJob('b'), newJob('c')]);
      await outcomes.applyOutcomes(database, [completed('a', { runMs: 5 }), completed('b', { runMs: 9 })]);
      const order = await idsOn({ sort: { key: 'runMs', descending } });
      expect(order).toEqual(descending ? ['b', 'a', 'c'] : ['a', 'b', 'c']);
    });

    it.each([true, false])(
      'reads the last page from the end, in the same order (descending: %s)',
      async (descending) => {
        const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
        await jobs.insertMany(
          database,
          ids.map((id) => newJob(id)),
        );
        await outcomes.applyOutcomes(database, [completed('a', { runMs: 5 }), completed('b', { runMs: 9 })]);
        const sort = { key: 'runMs', descending } as const;
        const all = await idsOn({ sort, limit: 7 });
        expect(await idsOn({ sort, offset: 5, limit: 7 })).toEqual(all.slice(5));
        expect(await idsOn({ sort, offset: 4, limit: 2 })).toEqual(all.slice(4, 6));
        expect(await idsOn({ sort, offset: 9, limit: 2 })).toEqual([]);
      },
    );

    it('keeps the counts right through all that changes them', async () => {
      const bySql = async () => {
        const found = await database.pool.query<{ state: JobState; n: number }>(
          'select state, count(*)::int as n from flightline.jobs group by state',
        );
        return new Map(found.rows.map(({ state, n }) => [state, n]));
      };
      const counted = async () =>
        new Map([...(await countedStates(database, {}))].filter(([, jobsThere]) => jobsThere !== 0));
      await jobs.insertMany(database, [
        newJob('a'),
        newJob('b'),
        newJob('c', { lane: 'batch' }),
        newJob('d'),
      ]);
      await outcomes.applyOutcomes(database, [completed('a'), failed('b')]);
      await jobs.setStates(database, ['c'], 'cancelled', day + 1);
      await jobs.requeue(database, ['b', 'c'], day + 2);
      expect(await counted()).toEqual(await bySql());
      await database.pool.query(`delete from flightline.jobs where id in ('a', 'd')`);
      expect(await counted()).toEqual(await bySql());
      await foldJobCounts(database);
      expect(await counted()).toEqual(await bySql());
      expect(await jobPages.counts(database, { lane: 'batch' })).toMatchObject({ waiting: 1, completed: 0 });
    });

    it('changes states of what has not ended only', async () => {
      await jobs.insertMany(database, [newJob('a'), newJob('b')]);
      await outcomes.applyOutcomes(database, [completed('b')]);
      expect(await jobs.setStates(database, ['a', 'b', 'none'], 'cancelled', day + 5)).toEqual(['a']);
      expect(await jobs.get(database, 'a')).toMatchObject({ state: 'cancelled', finishedAt: day + 5 });
      expect((await jobs.get(database, 'b'))?.state).toBe('completed');
    });

    it('gives the sweep what has not ended and was not touched', async () => {
      await jobs.insertMany(database, [
        newJob('old'),
        newJob('done'),
        newJob('new', { acceptedAt: day + 1000 }),
      ]);
      await outcomes.applyOutcomes(database, [completed('done')]);
      const found = await jobs.nonTerminalOlderThan(database, day + 500, 10);
      expect(found.map((job) => job.id)).toEqual(['old']);
    });

    it('knows which blobs are referred to', async () => {
      const job = newJob('a');
      await jobs.insertMany(database, [job]);
      expect(await jobs.referencedBlobs(database, [job.sha256, 'f'.repeat(64)])).toEqual(
        new Set([job.sha256]),
      );
    });
  });
}
