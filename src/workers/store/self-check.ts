/** Reads everything once: pages have checksums, so damage shows; indexes are compared with their order. */
import type { PGlite } from '@electric-sql/pglite';

export interface CheckReport {
  tables: number;
  indexes: number;
  ms: number;
  /** Not everything was looked at: it would have held up the start for too long. */
  cutShort: boolean;
}

const limitMs = 10_000;

/** @throws what PostgreSQL says about the first damage it meets */
export async function checkTables(pglite: PGlite): Promise<CheckReport> {
  const startedAt = performance.now();
  const spent = () => performance.now() - startedAt;
  const report: CheckReport = { tables: 0, indexes: 0, ms: 0, cutShort: false };
  await pglite.exec('create extension if not exists amcheck');
  const tables = await relations(pglite, `relkind in ('r', 'm', 't')`);
  for (const table of tables) {
    if (spent() > limitMs) break;
    // heapam reads every page and every tuple header.
    await pglite.query('select count(*) from verify_heapam($1::regclass)', [table]);
    report.tables += 1;
  }
  const indexes = await relations(
    pglite,
    `relkind = 'i' and relam = (select oid from pg_am where amname = 'btree')`,
  );
  for (const index of indexes) {
    if (spent() > limitMs) break;
    await pglite.query('select bt_index_check($1::regclass)', [index]);
    report.indexes += 1;
  }
  report.cutShort = report.tables < tables.length || report.indexes < indexes.length;
  report.ms = Math.round(spent());
  return report;
}

/** Oids of valid relations, the catalogue's included: small ones first. */
async function relations(pglite: PGlite, condition: string): Promise<number[]> {
  const found = await pglite.query<{ oid: number }>(
    `select c.oid::int as oid from pg_class c left join pg_index i on i.indexrelid = c.oid
     where ${condition} and c.relpersistence = 'p' and coalesce(i.indisvalid, true) order by c.relpages, c.oid`,
  );
  return found.rows.map((row) => row.oid);
}
