/** Small things that have no table of their own, and the history of metrics. */
import { asc, eq, gte, lt } from 'drizzle-orm';
import { toJsonb } from './jsonb';
import type { Database } from './open';
import { kv, metricMinutes } from './schema';

/** Undefined when the key was never set; what comes back must be parsed by the caller. */
export async function getValue(database: Database, key: string): Promise<unknown> {
  const found = await database.orm.select().from(kv).where(eq(kv.key, key));
  return found[0]?.value;
}

export async function setValue(database: Database, key: string, value: unknown): Promise<void> {
  await database.pool.query(
    `insert into flightline.kv (key, value, updated_at) values ($1, $2::jsonb, $3)
     on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
    [key, toJsonb(value), Date.now()],
  );
}

/** One row a minute; `at` is the start of the minute, and the same minute again replaces it. */
export async function addMetricMinute(database: Database, at: number, series: unknown): Promise<void> {
  await database.pool.query(
    `insert into flightline.metric_minutes (at, series) values ($1, $2::jsonb)
     on conflict (at) do update set series = excluded.series`,
    [at, toJsonb(series)],
  );
}

/** Oldest first. */
export async function metricMinutesSince(
  database: Database,
  from: number,
): Promise<{ at: number; series: unknown }[]> {
  return database.orm
    .select()
    .from(metricMinutes)
    .where(gte(metricMinutes.at, from))
    .orderBy(asc(metricMinutes.at));
}

export async function dropMetricMinutesBefore(database: Database, before: number): Promise<void> {
  await database.orm.delete(metricMinutes).where(lt(metricMinutes.at, before));
}
