/** Dead letters: pages and counts. */
import { beforeAll, describe, expect, it } from 'vitest';
import { DeadLetterQuery } from '#contract/dead-letters';
import type { z } from 'zod';
import * as deadLetters from '../../../src/stack/database/dead-letters';
import * as jobs from '../../../src/stack/database/jobs';
import * as outcomes from '../../../src/stack/database/outcomes';
import { failed, newJob } from '../database-rows';
import type { Database } from '../../../src/stack/database/open';

export function deadLettersSuite(open: () => Database): void {
  let database: Database;
  beforeAll(() => {
    database = open();
  });

  describe('dead letters', () => {
    it('pages by filter and counts by code', async () => {
      const rows = ['a', 'b', 'c'].map((id) => newJob(id));
      await jobs.insertMany(database, rows);
      const timeout = { ...failed('c').attempt, errorCode: 'HARD_TIMEOUT', errorMessage: 'too slow' };
      await outcomes.applyOutcomes(database, [
        failed('a'),
        failed('b'),
        failed('c', { attempt: timeout, fingerprint: 'f2' }),
      ]);
      const read = (query: z.input<typeof DeadLetterQuery>) =>
        deadLetters.page(database, DeadLetterQuery.parse(query));
      expect((await read({})).total).toBe(3);
      const found = await read({ errorCode: 'HARD_TIMEOUT' });
      expect(found.rows.map((row) => row.jobId)).toEqual(['c']);
      expect(found.byCode).toEqual([
        { errorCode: 'INVALID_FLIGHT', count: 2 },
        { errorCode: 'HARD_TIMEOUT', count: 1 },
      ]);
      expect(found.rows[0]?.action).toContain('retry');
      expect((await read({ fingerprint: 'f1', search: 'NO FIX' })).total).toBe(2);
      expect(await deadLetters.remove(database, ['a', 'zz'])).toEqual(['a']);
      await expect(deadLetters.get(database, 'a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });
}
