/** Statements that run many times a second have a name: then a connection has them parsed and planned once. */
import type { QueryConfig } from 'pg';

const names = new Map<string, string>();

/**
 * The statement as `query` takes it. Only for texts that are fixed: each one stays with every connection that ran it.
 * Only where the plan is the same whatever the values are, too: what is planned once is planned without them.
 */
export function prepared(text: string, values: unknown[]): QueryConfig {
  const name = names.get(text) ?? `flightline_${names.size}`;
  names.set(text, name);
  return { name, text, values };
}
