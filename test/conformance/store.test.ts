/** What the database layer promises, on every server it runs on. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../src/stack/database/migrate';
import { openDatabase } from '../../src/stack/database/open';
import type { Database } from '../../src/stack/database/open';
import { migrationsDir, targets } from './database-targets';
import type { RunningTarget } from './database-targets';
import { auditSuite } from './store/audit';
import { batchesSuite } from './store/batches';
import { clientsSuite } from './store/clients';
import { deadLettersSuite } from './store/dead-letters';
import { jobsSuite } from './store/jobs';
import { migrationsSuite } from './store/migrations';
import { recorderSuite } from './store/recorder';
import { schedulesSuite } from './store/schedules';
import { tracesSuite } from './store/traces';

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
    await database.pool
      .query(`truncate flightline.jobs, flightline.results, flightline.job_attempts, flightline.job_logs,
      flightline.batches, flightline.batch_members, flightline.dead_letters,
      flightline.letter_groups, flightline.letter_hours, flightline.letters_gone, flightline.letter_bulks,
      flightline.audit, flightline.kv`);
  });

  jobsSuite(() => database);
  recorderSuite(() => database);
  deadLettersSuite(() => database);
  batchesSuite(() => database);
  auditSuite(() => database);
  schedulesSuite(() => database);
  tracesSuite(() => database);
  clientsSuite(() => database);
  migrationsSuite(() => database);

  it.runIf(target.hasVectors)('has vectors', async () => {
    await database.pool.query('create extension if not exists vector');
    const found = await database.pool.query<{ distance: number }>(
      `select '[1,2]'::vector <-> '[1,4]'::vector as distance`,
    );
    expect(found.rows[0]?.distance).toBe(2);
  });
  it.skipIf(target.hasVectors)('has no vectors to test: Debian packages no pgvector', () => undefined);
});

describe('openDatabase', () => {
  it.each([
    ['postgres://u:secret@127.0.0.1:1/db', 'Cannot connect to PostgreSQL at 127.0.0.1:1/db'],
    ['not a url', 'DATABASE_URL'],
  ])('refuses %j and keeps the password to itself', async (url, sentence) => {
    const error: unknown = await openDatabase({ socketDir: null, port: 0, url }, { poolSize: 1 }).catch(
      (one: unknown) => one,
    );
    expect(error).toMatchObject({ code: 'DATABASE_UNSUITABLE' });
    expect(String(error)).toContain(sentence);
    expect(String(error)).not.toContain('secret');
  });
});
