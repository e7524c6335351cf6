/** One transaction on one connection of the pool. */
import type { Pool, PoolClient } from 'pg';

export interface TransactionOptions {
  /**
   * Missing: a commit is on disk when it is answered. `later`: it is with the next one that is, so a crash may undo it,
   * whole; for what is done again after one.
   */
  flush?: 'later';
}

const begin = (flush?: 'later') => (flush ? 'begin; set local synchronous_commit = off' : 'begin');

/**
 * Runs `work` between BEGIN and COMMIT; anything thrown rolls back and is thrown on.
 * Hazard: the embedded store is a single session, so a transaction holds up every other client. Do nothing inside
 * that waits for anything but this connection; a query through the pool would wait for itself.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  { flush }: TransactionOptions = {},
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin(flush));
    const answer = await work(client);
    await client.query('commit');
    return answer;
  } catch (error) {
    // A connection on which not even ROLLBACK works is thrown away.
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
