/** Many clients at a time: nobody gets another's rows, statements or transactions. */
import { beforeAll, describe, expect, it } from 'vitest';
import * as keyValue from '../../../src/stack/database/key-value';
import type { Database } from '../../../src/stack/database/open';

export function clientsSuite(open: () => Database): void {
  let database: Database;
  beforeAll(() => {
    database = open();
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

    it("do not get into each other's transactions", async () => {
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
          const again = await client.query<{ n: number }>({
            name: 'same',
            text: `select ${index} as n, $1::text as t`,
            values: ['b'],
          });
          expect(again.rows[0]?.n).toBe(index);
          await expect(client.query('select nothing from nowhere where a = $1', [1])).rejects.toThrow(
            'nowhere',
          );
        }
      } finally {
        for (const client of clients) client.release(true);
      }
      expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    });
  });
}
