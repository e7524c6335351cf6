/** The recorder: outcomes are stored once, in any order and however often they come. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as deadLetters from '../../../src/stack/database/dead-letters';
import * as jobPages from '../../../src/stack/database/job-pages';
import * as jobs from '../../../src/stack/database/jobs';
import * as outcomes from '../../../src/stack/database/outcomes';
import { completed, day, failed, newJob } from '../database-rows';
import type { Database } from '../../../src/stack/database/open';

export function recorderSuite(open: () => Database): void {
  let database: Database;
  beforeAll(() => {
    database = open();
  });

  describe('the recorder', () => {
    beforeEach(() => jobs.insertMany(database, [newJob('a'), newJob('b')]));

    it('stores an outcome with its result, attempt and log', async () => {
      expect(await outcomes.applyOutcomes(database, [completed('a')])).toEqual({
        changed: ['a'],
        unknown: [],
      });
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
      expect(await outcomes.getResult(database, 'a')).toMatchObject({
        output: { airtimeS: 3600 },
        engineVersion: 1,
      });
      expect(await outcomes.attemptsOf(database, 'a')).toEqual([completed('a').attempt]);
      expect(await outcomes.logsOf(database, 'a')).toEqual(completed('a').logs);
      expect(await outcomes.withResult(database, ['a', 'b'])).toEqual(new Set(['a']));
    });

    it('writes a result once: repeating it, or completing again, changes nothing', async () => {
      await outcomes.applyOutcomes(database, [completed('a')]);
      const before = await jobs.get(database, 'a');
      const attempt = {
        ...completed('a').attempt,
        startedAt: day + 900,
        finishedAt: day + 999,
        worker: 'other',
      };
      const again = completed('a', {
        attempt,
        result: { engineVersion: 1, output: { airtimeS: 1 }, summary: [1] },
      });
      expect((await outcomes.applyOutcomes(database, [completed('a'), again])).changed).toEqual([]);
      expect(
        (await outcomes.applyOutcomes(database, [failed('a', { attempt: failed('a').attempt })])).changed,
      ).toEqual([]);
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
      expect((await outcomes.attemptsOf(database, 'a')).map((one) => one.outcome)).toEqual([
        'retried',
        'completed',
      ]);
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
      expect(revived).toMatchObject({
        id: 'a',
        state: 'waiting',
        generation: 1,
        attempts: 0,
        errorCode: null,
      });
      expect(await deadLetters.total(database)).toBe(0);
      expect((await outcomes.applyOutcomes(database, [failed('a')])).changed).toEqual([]);
      expect((await outcomes.applyOutcomes(database, [completed('a', { generation: 1 })])).changed).toEqual([
        'a',
      ]);
      expect((await outcomes.attemptsOf(database, 'a')).map((one) => one.outcome)).toEqual([
        'failed',
        'completed',
      ]);
      expect(await jobs.requeue(database, ['a'], day + 900)).toEqual([]);
    });

    it('stores messages with characters that PostgreSQL refuses', async () => {
      const attempt = { ...failed('a').attempt, errorMessage: 'bad \u0000 byte', stack: '\udfff' };
      await outcomes.applyOutcomes(database, [failed('a', { attempt })]);
      expect(await jobs.get(database, 'a')).toMatchObject({ errorMessage: 'bad \ufffd byte' });
    });

    it('records 2,000 outcomes of one list', async () => {
      const ids = Array.from({ length: 2000 }, (_, index) => `m${index}`);
      await jobs.insertMany(
        database,
        ids.map((id) => newJob(id)),
      );
      const recorded = await outcomes.applyOutcomes(
        database,
        ids.map((id) => completed(id)),
      );
      expect(recorded.changed).toHaveLength(2000);
      expect(await jobPages.counts(database, {})).toMatchObject({ completed: 2000, waiting: 2 });
    });
  });
}
