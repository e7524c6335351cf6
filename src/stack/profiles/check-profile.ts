/** Tries the connections of a profile and says what exactly does not fit. */
import path from 'node:path';
import { messageOf } from '#contract/errors';
import type { ProfileCheck, StoredProfile } from '#contract/profiles';
import { pendingMigrations } from '../database/migrate';
import { openDatabase } from '../database/open';
import { assertRedisSuits } from '../redis/suitability';
import { redactText } from '../redact';
import { shownAddress } from './shown-address';

type Step = ProfileCheck['steps'][number];

/** Never throws: what goes wrong is the answer. */
export async function checkProfile(
  { redisUrl, databaseUrl }: Pick<StoredProfile, 'redisUrl' | 'databaseUrl'>,
  resourcesDir: string,
): Promise<ProfileCheck> {
  const [redis, rest] = await Promise.all([checkRedis(redisUrl), checkDatabase(databaseUrl, resourcesDir)]);
  return { steps: [redis, ...rest] };
}

async function checkRedis(url: string): Promise<Step> {
  try {
    const version = await assertRedisSuits({ socketPath: null, url, password: null });
    return { what: 'redis', ok: true, detail: `Redis ${version} at ${shownAddress(url)} suits.` };
  } catch (error) {
    return { what: 'redis', ok: false, detail: `${shownAddress(url)}: ${redactText(messageOf(error))}` };
  }
}

async function checkDatabase(url: string, resourcesDir: string): Promise<Step[]> {
  let database;
  try {
    database = await openDatabase({ socketDir: null, port: 0, url }, { poolSize: 1 });
  } catch (error) {
    return [{ what: 'database', ok: false, detail: redactText(messageOf(error)) }];
  }
  try {
    const connected = `PostgreSQL ${database.version} at ${shownAddress(url)} suits.`;
    return [{ what: 'database', ok: true, detail: connected }, await checkTables(database, resourcesDir)];
  } finally {
    await database.close();
  }
}

async function checkTables(
  database: Parameters<typeof pendingMigrations>[0],
  resourcesDir: string,
): Promise<Step> {
  try {
    const pending = await pendingMigrations(database, path.join(resourcesDir, 'migrations'));
    if (pending === null)
      return {
        what: 'tables',
        ok: false,
        detail: 'There are no tables of Flightline: no instance has worked on it yet.',
      };
    if (pending.length === 0)
      return { what: 'tables', ok: true, detail: 'The tables are those of this version.' };
    const detail = `The tables are of an older Flightline (${pending.join(', ')} missing): update the instance that works on it, or use its version here.`;
    return { what: 'tables', ok: false, detail };
  } catch (error) {
    return { what: 'tables', ok: false, detail: redactText(messageOf(error)) };
  }
}
