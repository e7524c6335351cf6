/** Small things that have no table of their own. */
import { eq } from 'drizzle-orm';
import { toJsonb } from './jsonb';
import type { Database } from './open';
import { kv } from './schema';

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
