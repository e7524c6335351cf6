/** Several writes as one statement: one way to the store instead of one each, and all of it or nothing. */
import type { PoolClient } from 'pg';
import { prepared } from './prepared';
import { SqlArguments } from './sql-arguments';
import type { TransactionOptions } from './transaction';

/**
 * Each write is an INSERT, UPDATE or DELETE. None sees what another one wrote, and no two of them may change the same row.
 * Checks of foreign keys come after all of them.
 */
export class Writes {
  private readonly args = new SqlArguments();
  private readonly statements: string[] = [];

  /** @returns the place of the value in a statement: `$3` */
  add(value: unknown): string {
    return this.args.add(value);
  }

  put(statement: string): void {
    this.statements.push(`w${this.statements.length} as (${statement})`);
  }

  /** Only statements that are the same but for their values, each time: they are planned once. */
  async run(client: Pick<PoolClient, 'query'>, { flush }: TransactionOptions = {}): Promise<void> {
    if (this.statements.length === 0) return;
    const end = flush ? `select set_config('synchronous_commit', 'off', true)` : 'select';
    await client.query(prepared(`with ${this.statements.join(', ')} ${end}`, this.args.values));
  }
}

/** What `put` puts, at once. */
export async function write(
  client: Pick<PoolClient, 'query'>,
  put: (writes: Writes) => void,
  options?: TransactionOptions,
): Promise<void> {
  const writes = new Writes();
  put(writes);
  await writes.run(client, options);
}
