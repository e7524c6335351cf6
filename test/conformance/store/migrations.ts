/** Migrations: applied once, refused when something is strange. */
import { beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../../src/stack/database/migrate';
import { migrationsDir } from '../database-targets';
import type { Database } from '../../../src/stack/database/open';

export function migrationsSuite(open: () => Database): void {
  let database: Database;
  beforeAll(() => {
    database = open();
  });

  describe('migrations', () => {
    it('are applied once, and by one at a time', async () => {
      const applied = await Promise.all([migrate(database, migrationsDir), migrate(database, migrationsDir)]);
      expect(applied).toEqual([[], []]);
    });

    it('refuse tables of a newer program', async () => {
      await database.pool.query(
        `insert into flightline.migrations (name, checksum) values ('9999-later.sql', 'x')`,
      );
      try {
        await expect(migrate(database, migrationsDir)).rejects.toMatchObject({ code: 'DATABASE_UNSUITABLE' });
      } finally {
        await database.pool.query(`delete from flightline.migrations where name = '9999-later.sql'`);
      }
    });

    it('refuse a file that was changed after it was applied', async () => {
      const first = '0001-jobs-and-batches.sql';
      const change = (to: string) =>
        database.pool.query(`update flightline.migrations set checksum = ${to} where name = $1`, [first]);
      await change(`checksum || 'x'`);
      try {
        await expect(migrate(database, migrationsDir)).rejects.toThrow(first);
      } finally {
        await change(`left(checksum, 64)`);
      }
    });
  });
}
