/** What the database layer promises, on every server it runs on. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FlightlineError } from '#contract/errors';
import { MemberPageQuery } from '#contract/batches';
import { DeadLetterQuery } from '#contract/dead-letters';
import { JobPageQuery } from '#contract/jobs';
import type { z } from 'zod';
import * as audit from '../../src/stack/database/audit';
import { membersPage } from '../../src/stack/database/batch-members';
import * as batches from '../../src/stack/database/batches';
import * as deadLetters from '../../src/stack/database/dead-letters';
import * as jobs from '../../src/stack/database/jobs';
import * as keyValue from '../../src/stack/database/key-value';
import { migrate } from '../../src/stack/database/migrate';
import { openDatabase } from '../../src/stack/database/open';
import type { Database } from '../../src/stack/database/open';
import * as outcomes from '../../src/stack/database/outcomes';
import { completed, day, failed, newJob } from './database-rows';
import { migrationsDir, targets } from './database-targets';
import type { RunningTarget } from './database-targets';

for (const target of targets.filter((one) => one.missing !== null)) {
  describe.skip(`${target.name}: not here, ${target.missing}`, () => it('is skipped', () => undefined));
}

describe.each(targets.filter((one) => one.missing === null))('$name', (target) => {
  let running: RunningTarget;
  let database: Database;

  beforeAll(async () => {
    running = await target.start();
    database = await openDatabase(running.address, { poolSize: 6 });
    await migrate(database, migrationsDir);
  });
  afterAll(async () => {
    await database?.close();
    await running?.stop();
  });
  beforeEach(async () => {
    await database.pool.query(`truncate flightline.jobs, flightline.results, flightline.job_attempts, flightline.job_logs,
      flightline.batches, flightline.batch_members, flightline.dead_letters, flightline.audit, flightline.kv`);
  });

  const page = (query: z.input<typeof JobPageQuery>) => jobs.page(database, JobPageQuery.parse(query));
  const idsOn = async (query: z.input<typeof JobPageQuery>) => (await page(query)).rows.map((row) => row.id);

  describe('jobs', () => {
    it('inserts what is new and tells what was known, for repeated ids too', async () => {
      await jobs.insertMany(database, [newJob('a')]);
      await outcomes.applyOutcomes(database, [completed('a')]);
      const answer = await jobs.insertMany(database, [newJob('a', { fileName: 'other.igc' }), newJob('b'), newJob('b')]);
      expect(answer).toEqual([
        { id: 'a', isNew: false, state: 'completed', generation: 0 },
        { id: 'b', isNew: true, state: 'waiting', generation: 0 },
      ]);
      expect((await jobs.get(database, 'a'))?.fileName).toBe('a.igc');
    });

    it('takes file names and options that PostgreSQL text cannot hold', async () => {
      const options = { note: 'x\u0000y', list: ['\ud800'] };
      await jobs.insertMany(database, [newJob('a', { fileName: 'nul\u0000 half\udc00 emoji😀.igc', options })]);
      const stored = await jobs.get(database, 'a');
      expect(stored?.fileName).toBe('nul\ufffd half\ufffd emoji😀.igc');
      expect(stored?.options).toEqual({ note: 'x\ufffdy', list: ['\ufffd'] });
    });

    it('pages through 10,000 rows of one statement without a gap or an overlap', async () => {
      const rows = Array.from({ length: 10_000 }, (_, index) => newJob(`j${index}`, { acceptedAt: day + (index % 7) }));
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
      expect(await jobs.counts(database, {})).toMatchObject({ waiting: 2, completed: 1, failed: 0 });
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

    it.each([true, false])('sorts rows without a value last (descending: %s)', async (descending) => {
      await jobs.insertMany(database, [newJob('a'), newJob('b'), newJob('c')]);
      await outcomes.applyOutcomes(database, [completed('a', { runMs: 5 }), completed('b', { runMs: 9 })]);
      const order = await idsOn({ sort: { key: 'runMs', descending } });
      expect(order).toEqual(descending ? ['b', 'a', 'c'] : ['a', 'b', 'c']);
    });

    it('changes states of what has not ended only', async () => {
      await jobs.insertMany(database, [newJob('a'), newJob('b')]);
      await outcomes.applyOutcomes(database, [completed('b')]);
      expect(await jobs.setStates(database, ['a', 'b', 'none'], 'cancelled', day + 5)).toEqual(['a']);
      expect(await jobs.get(database, 'a')).toMatchObject({ state: 'cancelled', finishedAt: day + 5 });
      expect((await jobs.get(database, 'b'))?.state).toBe('completed');
    });

    it('gives the sweep what has not ended and was not touched', async () => {
      await jobs.insertMany(database, [newJob('old'), newJob('done'), newJob('new', { acceptedAt: day + 1000 })]);
      await outcomes.applyOutcomes(database, [completed('done')]);
      const found = await jobs.nonTerminalOlderThan(database, day + 500, 10);
      expect(found.map((job) => job.id)).toEqual(['old']);
    });

    it('knows which blobs are referred to', async () => {
      const job = newJob('a');
      await jobs.insertMany(database, [job]);
      expect(await jobs.referencedBlobs(database, [job.sha256, 'f'.repeat(64)])).toEqual(new Set([job.sha256]));
    });
  });

  describe('the recorder', () => {
    beforeEach(() => jobs.insertMany(database, [newJob('a'), newJob('b')]));

    it('stores an outcome with its result, attempt and log', async () => {
      expect(await outcomes.applyOutcomes(database, [completed('a')])).toEqual({ changed: ['a'], unknown: [] });
      expect(await jobs.get(database, 'a')).toMatchObject({
        state: 'completed',
        attempts: 1,
        startedAt: day + 100,
        finishedAt: day + 350,
        waitMs: 100,
        runMs: 250,
        worker: 'engine-igc-1',
        errorCode: null,
        summary: [3600, null, 'LFLG'],
      });
      expect(await outcomes.getResult(database, 'a')).toMatchObject({ output: { airtimeS: 3600 }, engineVersion: 1 });
      expect(await outcomes.attemptsOf(database, 'a')).toEqual([completed('a').attempt]);
      expect(await outcomes.logsOf(database, 'a')).toEqual(completed('a').logs);
      expect(await outcomes.withResult(database, ['a', 'b'])).toEqual(new Set(['a']));
    });

    it('writes a result once: repeating it, or completing again, changes nothing', async () => {
      await outcomes.applyOutcomes(database, [completed('a')]);
      const before = await jobs.get(database, 'a');
      const attempt = { ...completed('a').attempt, startedAt: day + 900, finishedAt: day + 999, worker: 'other' };
      const again = completed('a', { attempt, result: { engineVersion: 1, output: { airtimeS: 1 }, summary: [1] } });
      expect((await outcomes.applyOutcomes(database, [completed('a'), again])).changed).toEqual([]);
      expect((await outcomes.applyOutcomes(database, [failed('a', { attempt: failed('a').attempt })])).changed).toEqual([]);
      expect(await jobs.get(database, 'a')).toEqual(before);
      expect(await outcomes.getResult(database, 'a')).toMatchObject({ output: { airtimeS: 3600 } });
      expect(await outcomes.attemptsOf(database, 'a')).toHaveLength(1);
      expect(await outcomes.logsOf(database, 'a')).toHaveLength(1);
      expect(await deadLetters.total(database)).toBe(0);
    });

    it('takes several outcomes of a job in one list, the latest deciding', async () => {
      const retried = failed('a', { state: 'delayed', fingerprint: null });
      retried.attempt = { ...retried.attempt, outcome: 'retried' };
      const second = { ...completed('a').attempt, attempt: 2, startedAt: day + 500, finishedAt: day + 600 };
      await outcomes.applyOutcomes(database, [completed('a', { attempt: second }), retried]);
      expect(await jobs.get(database, 'a')).toMatchObject({ state: 'completed', attempts: 2 });
      expect((await outcomes.attemptsOf(database, 'a')).map((one) => one.outcome)).toEqual(['retried', 'completed']);
      expect(await deadLetters.total(database)).toBe(0);
    });

    it('does not let a late start or a repeated retry undo what came after', async () => {
      const start = { jobId: 'a', generation: 0, startedAt: day + 100, worker: 'w', waitMs: 1 };
      const retried = failed('a', { state: 'delayed' });
      expect(await outcomes.applyStarts(database, [start])).toEqual(['a']);
      await outcomes.applyOutcomes(database, [retried]);
      expect(await outcomes.applyStarts(database, [start])).toEqual([]);
      expect((await jobs.get(database, 'a'))?.state).toBe('delayed');
      await outcomes.applyStarts(database, [{ ...start, startedAt: day + 700 }]);
      expect((await outcomes.applyOutcomes(database, [retried])).changed).toEqual([]);
      expect((await jobs.get(database, 'a'))?.state).toBe('active');
    });

    it('tells of jobs it does not know and stores nothing of theirs', async () => {
      expect(await outcomes.applyOutcomes(database, [completed('zz'), completed('a')])).toEqual({
        changed: ['a'],
        unknown: ['zz'],
      });
      expect(await outcomes.getResult(database, 'zz')).toBeNull();
      expect(await outcomes.attemptsOf(database, 'zz')).toEqual([]);
    });

    it('makes a dead letter of a failure, and takes it back on retry, for good', async () => {
      await outcomes.applyOutcomes(database, [failed('a')]);
      expect(await deadLetters.get(database, 'a')).toMatchObject({
        errorCode: 'INVALID_FLIGHT',
        errorMessage: 'no fixes',
        stack: 'at x',
        fingerprint: 'f1',
        attempts: 1,
        timeline: [{ attempt: 1, outcome: 'failed' }],
      });
      const [revived] = await jobs.requeue(database, ['a', 'b', 'none'], day + 400);
      expect(revived).toMatchObject({ id: 'a', state: 'waiting', generation: 1, attempts: 0, errorCode: null });
      expect(await deadLetters.total(database)).toBe(0);
      expect((await outcomes.applyOutcomes(database, [failed('a')])).changed).toEqual([]);
      expect((await outcomes.applyOutcomes(database, [completed('a', { generation: 1 })])).changed).toEqual(['a']);
      expect((await outcomes.attemptsOf(database, 'a')).map((one) => one.outcome)).toEqual(['failed', 'completed']);
      expect(await jobs.requeue(database, ['a'], day + 900)).toEqual([]);
    });

    it('stores messages with characters that PostgreSQL refuses', async () => {
      const attempt = { ...failed('a').attempt, errorMessage: 'bad \u0000 byte', stack: '\udfff' };
      await outcomes.applyOutcomes(database, [failed('a', { attempt })]);
      expect(await jobs.get(database, 'a')).toMatchObject({ errorMessage: 'bad \ufffd byte' });
    });

    it('records 2,000 outcomes of one list', async () => {
      const ids = Array.from({ length: 2000 }, (_, index) => `m${index}`);
      await jobs.insertMany(database, ids.map((id) => newJob(id)));
      const recorded = await outcomes.applyOutcomes(database, ids.map((id) => completed(id)));
      expect(recorded.changed).toHaveLength(2000);
      expect(await jobs.counts(database, {})).toMatchObject({ completed: 2000, waiting: 2 });
    });
  });

  describe('dead letters', () => {
    it('pages by filter and counts by code', async () => {
      const rows = ['a', 'b', 'c'].map((id) => newJob(id));
      await jobs.insertMany(database, rows);
      const timeout = { ...failed('c').attempt, errorCode: 'HARD_TIMEOUT', errorMessage: 'too slow' };
      await outcomes.applyOutcomes(database, [failed('a'), failed('b'), failed('c', { attempt: timeout, fingerprint: 'f2' })]);
      const read = (query: z.input<typeof DeadLetterQuery>) => deadLetters.page(database, DeadLetterQuery.parse(query));
      expect((await read({})).total).toBe(3);
      const found = await read({ errorCode: 'HARD_TIMEOUT' });
      expect(found.rows.map((row) => row.jobId)).toEqual(['c']);
      expect(found.byCode).toEqual([
        { errorCode: 'INVALID_FLIGHT', count: 2 },
        { errorCode: 'HARD_TIMEOUT', count: 1 },
      ]);
      expect(found.rows[0]?.action).toContain('retry');
      expect((await read({ fingerprint: 'f1', search: 'NO FIX' })).total).toBe(2);
      expect((await deadLetters.remove(database, ['a', 'zz']))).toEqual(['a']);
      await expect(deadLetters.get(database, 'a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  describe('batches', () => {
    const member = (seq: number, jobId: string | null, change: Partial<batches.NewMember> = {}): batches.NewMember => ({
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
      await batches.addMembers(database, 'one', [member(0, 'a'), member(1, 'b'), member(2, 'a', { duplicate: true }), member(3, null)]);
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
      });
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
      await expect(batches.setState(database, { id: 'one', state: 'paused', at: day })).rejects.toMatchObject({ code: 'CONFLICT' });
      await expect(batches.seal(database, 'none')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('pages members with the state of their job', async () => {
      await outcomes.applyOutcomes(database, [failed('b')]);
      const read = (query: Omit<z.input<typeof MemberPageQuery>, 'batchId'>) =>
        membersPage(database, MemberPageQuery.parse({ batchId: 'one', ...query }));
      expect((await read({})).rows.map((row) => row.state)).toEqual(['waiting', 'failed', 'waiting', 'refused']);
      const refused = await read({ states: ['refused'] });
      expect(refused).toMatchObject({ total: 1, rows: [{ seq: 3, errorCode: 'UNKNOWN_TYPE', errorMessage: 'no engine' }] });
      expect((await read({ search: 'no fixes' })).rows.map((row) => row.jobId)).toEqual(['b']);
      expect(await idsOn({ filter: { batchId: 'one' }, sort: { key: 'fileName', descending: false } })).toEqual(['a', 'b']);
      expect(await batches.jobIdsOf(database, 'one', ['waiting'])).toEqual(['a']);
      expect(await batches.batchesOf(database, ['a', 'zz'])).toEqual([{ jobId: 'a', id: 'one', name: 'One' }]);
    });
  });

  describe('the audit log', () => {
    const act = { key: '0b8f6a4e-7f0f-4bb1-9a55-0f7f3a3f6f10', actor: 'console', act: 'jobs.retry', subject: { ids: ['a'] } };

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
      const failing = audit.once(database, act, () => Promise.reject(new FlightlineError('NOT_READY', 'later')));
      await expect(failing).rejects.toMatchObject({ code: 'NOT_READY' });
      expect((await audit.recent(database, 1))[0]?.error).toEqual({ code: 'NOT_READY', message: 'later' });
      expect(await audit.once(database, act, () => Promise.resolve('now'))).toBe('now');
    });
  });

  it('keeps small values and minutes of metrics', async () => {
    expect(await keyValue.getValue(database, 'x')).toBeUndefined();
    await keyValue.setValue(database, 'x', { a: 1 });
    await keyValue.setValue(database, 'x', { a: 2 });
    expect(await keyValue.getValue(database, 'x')).toEqual({ a: 2 });
    await keyValue.addMetricMinute(database, day, [1]);
    await keyValue.addMetricMinute(database, day, [2]);
    expect(await keyValue.metricMinutesSince(database, day)).toEqual([{ at: day, series: [2] }]);
    await keyValue.dropMetricMinutesBefore(database, day + 1);
    expect(await keyValue.metricMinutesSince(database, 0)).toEqual([]);
  });

  describe('many clients', () => {
    it('get their own answers, also with statements that take several packets', async () => {
      const long = 'x'.repeat(300_000);
      const ask = async (number: number) => {
        const answer = await database.pool.query<{ text: number; given: number; length: number }>(
          `select ${number}::int as text, $1::int as given, length($2) as length`,
          [number, long],
        );
        return answer.rows[0];
      };
      const numbers = Array.from({ length: 60 }, (_, index) => index);
      const answers = await Promise.all(numbers.map(ask));
      expect(answers).toEqual(numbers.map((number) => ({ text: number, given: number, length: 300_000 })));
    });

    it('do not get into each other\'s transactions', async () => {
      const [left, right] = await Promise.all([database.pool.connect(), database.pool.connect()]);
      try {
        await left.query('begin');
        await left.query(`insert into flightline.kv (key, value, updated_at) values ('t', '1', 0)`);
        const seen = right.query<{ count: number }>(`select count(*) as count from flightline.kv`);
        await left.query('rollback');
        expect((await seen).rows[0]?.count).toBe(0);
      } finally {
        left.release();
        right.release();
      }
    });

    it('lose an unfinished transaction when they go', async () => {
      const client = await database.pool.connect();
      await client.query('begin');
      await client.query(`insert into flightline.kv (key, value, updated_at) values ('gone', '1', 0)`);
      client.release(true);
      expect(await keyValue.getValue(database, 'gone')).toBeUndefined();
    });

    it('may use the same names for prepared statements, and survive their errors', async () => {
      const clients = await Promise.all([1, 2].map(() => database.pool.connect()));
      try {
        for (const [index, client] of clients.entries()) {
          await client.query({ name: 'same', text: `select ${index} as n, $1::text as t`, values: ['a'] });
        }
        for (const [index, client] of clients.entries()) {
          const again = await client.query<{ n: number }>({ name: 'same', text: `select ${index} as n, $1::text as t`, values: ['b'] });
          expect(again.rows[0]?.n).toBe(index);
          await expect(client.query('select nothing from nowhere where a = $1', [1])).rejects.toThrow('nowhere');
        }
      } finally {
        for (const client of clients) client.release(true);
      }
      expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    });
  });

  describe('migrations', () => {
    it('are applied once, and by one at a time', async () => {
      const applied = await Promise.all([migrate(database, migrationsDir), migrate(database, migrationsDir)]);
      expect(applied).toEqual([[], []]);
    });

    it('refuse tables of a newer program', async () => {
      await database.pool.query(`insert into flightline.migrations (name, checksum) values ('9999-later.sql', 'x')`);
      try {
        await expect(migrate(database, migrationsDir)).rejects.toMatchObject({ code: 'DATABASE_UNSUITABLE' });
      } finally {
        await database.pool.query(`delete from flightline.migrations where name = '9999-later.sql'`);
      }
    });

    it('refuse a file that was changed after it was applied', async () => {
      const first = '0001-jobs-and-batches.sql';
      const change = (to: string) => database.pool.query(`update flightline.migrations set checksum = ${to} where name = $1`, [first]);
      await change(`checksum || 'x'`);
      try {
        await expect(migrate(database, migrationsDir)).rejects.toThrow(first);
      } finally {
        await change(`left(checksum, 64)`);
      }
    });
  });

  it.runIf(target.hasVectors)('has vectors', async () => {
    await database.pool.query('create extension if not exists vector');
    const found = await database.pool.query<{ distance: number }>(`select '[1,2]'::vector <-> '[1,4]'::vector as distance`);
    expect(found.rows[0]?.distance).toBe(2);
  });
  it.skipIf(target.hasVectors)('has no vectors to test: Debian packages no pgvector', () => undefined);
});

describe('openDatabase', () => {
  it.each([
    ['postgres://u:secret@127.0.0.1:1/db', 'cannot connect to PostgreSQL at 127.0.0.1:1/db'],
    ['not a url', 'DATABASE_URL'],
  ])('refuses %j and keeps the password to itself', async (url, sentence) => {
    const error: unknown = await openDatabase({ socketDir: null, port: 0, url }, { poolSize: 1 }).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: 'DATABASE_UNSUITABLE' });
    expect(String(error)).toContain(sentence);
    expect(String(error)).not.toContain('secret');
  });
});
