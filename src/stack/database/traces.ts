/** The local store of traces: parts come from every process, a row for each trace sums them up. */
import type { Span, TraceBar, TraceFilter, TracePage, TracePageQuery, TraceRow } from '#contract/traces';
import { toJsonb, toText } from './jsonb';
import type { Database } from './open';
import { prepared } from './prepared';

/** What one process tells of one trace at one time. */
export interface TracePart {
  traceId: string;
  /** The same part again changes nothing. */
  partId: string;
  /** Of the file. */
  name: string;
  engine: string | null;
  jobIds: string[];
  startedAt: number;
  endedAt: number;
  errors: number;
  errorText: string | null;
  bars: TraceBar[];
  spans: Span[];
}

/** A power cut may take the last ones: nobody waits for their commit, and files that come in need the disk. */
export async function storeTraceParts(
  database: Database,
  parts: readonly TracePart[],
  now: number,
): Promise<void> {
  if (parts.length === 0) return;
  await database.pool.query(
    prepared(
      `with unflushed as (
       select set_config('synchronous_commit', 'off', true) as setting
     ), given as (
       select distinct on (x."traceId", x."partId") x.*
       from jsonb_to_recordset($1::jsonb) as x("traceId" text, "partId" text, name text, engine text, "jobIds" jsonb,
         "startedAt" double precision, "endedAt" double precision, errors int, "errorText" text, bars jsonb, spans jsonb),
         unflushed where unflushed.setting = 'off'
     ), added as (
       insert into flightline.trace_parts (trace_id, part_id, stored_at, bars, spans)
       select "traceId", "partId", $2, bars, spans from given
       on conflict do nothing
       returning trace_id, part_id
     ), news as (
       select g.* from given g join added a on a.trace_id = g."traceId" and a.part_id = g."partId"
     ), jobs as (
       select "traceId", array_agg(distinct job.id) as ids
       from news cross join lateral jsonb_array_elements_text("jobIds") as job(id) group by 1
     )
     insert into flightline.traces as t
       (trace_id, name, started_at, ended_at, errors, spans, bytes, engines, job_ids, error_text)
     select n."traceId", min(n.name), min(n."startedAt"), max(n."endedAt"), sum(n.errors),
       sum(jsonb_array_length(n.spans)), sum(length(n.spans::text) + length(n.bars::text) + 200),
       coalesce(array_agg(distinct n.engine) filter (where n.engine is not null), '{}'),
       coalesce(min(j.ids), '{}'), min(n."errorText")
     from news n left join jobs j on j."traceId" = n."traceId"
     group by n."traceId"
     on conflict (trace_id) do update set
       started_at = least(t.started_at, excluded.started_at), ended_at = greatest(t.ended_at, excluded.ended_at),
       errors = t.errors + excluded.errors, spans = t.spans + excluded.spans, bytes = t.bytes + excluded.bytes,
       engines = array(select distinct e from unnest(t.engines || excluded.engines) as e order by e),
       job_ids = array(select distinct e from unnest(t.job_ids || excluded.job_ids) as e order by e),
       error_text = coalesce(t.error_text, excluded.error_text)`,
      [toJsonb(parts), now],
    ),
  );
}

const columns = `trace_id as "traceId", name, started_at as "startedAt", duration_ms as "durationMs", errors,
  error_text as error, spans, engines, job_ids as "jobIds"`;
const orders = { startedAt: 'started_at', durationMs: 'duration_ms' } as const;
type Row = Omit<TraceRow, 'bars'>;

/** A page of traces with the pictures of its rows, and how many match. */
export async function page(database: Database, query: TracePageQuery): Promise<TracePage> {
  const { where, values } = conditions(query.filter);
  const direction = query.sort.descending ? 'desc' : 'asc';
  const order = `${orders[query.sort.key]} ${direction}, trace_id ${direction}`;
  const [rows, totals] = await Promise.all([
    database.pool.query<Row>(
      `select ${columns} from flightline.traces ${where} order by ${order}
       limit $${values.length + 1} offset $${values.length + 2}`,
      [...values, query.limit, query.offset],
    ),
    database.pool.query<{ total: number }>(
      `select count(*) as total from flightline.traces ${where}`,
      values,
    ),
  ]);
  return { rows: await withBars(database, rows.rows), total: totals.rows[0]?.total ?? 0 };
}

async function withBars(database: Database, rows: readonly Row[]): Promise<TraceRow[]> {
  if (rows.length === 0) return [];
  const found = await database.pool.query<{ traceId: string; bars: TraceBar[] }>(
    'select trace_id as "traceId", bars from flightline.trace_parts where trace_id = any($1::text[])',
    [rows.map(({ traceId }) => traceId)],
  );
  const bars = new Map<string, TraceBar[]>();
  for (const part of found.rows) bars.set(part.traceId, [...(bars.get(part.traceId) ?? []), ...part.bars]);
  return rows.map((row) => ({ ...row, bars: bars.get(row.traceId) ?? [] }));
}

/** Those of the ids of which something is kept. */
export async function keptTraces(database: Database, traceIds: readonly string[]): Promise<Set<string>> {
  const found = await database.pool.query<{ id: string }>(
    'select trace_id as id from flightline.traces where trace_id = any($1::text[])',
    [traceIds],
  );
  return new Set(found.rows.map(({ id }) => id));
}

/** Null when it is not kept (any more). */
export async function get(
  database: Database,
  traceId: string,
): Promise<{ trace: TraceRow; spans: Span[] } | null> {
  const [rows, parts] = await Promise.all([
    database.pool.query<Row>(`select ${columns} from flightline.traces where trace_id = $1`, [traceId]),
    database.pool.query<{ spans: Span[]; bars: TraceBar[] }>(
      'select spans, bars from flightline.trace_parts where trace_id = $1 order by seq',
      [traceId],
    ),
  ]);
  const row = rows.rows[0];
  if (!row) return null;
  return {
    trace: { ...row, bars: parts.rows.flatMap(({ bars }) => bars) },
    spans: parts.rows.flatMap(({ spans }) => spans),
  };
}

function conditions(filter: TraceFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const tests: string[] = [];
  const add = (value: unknown, test: (place: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    tests.push(test(`$${values.length}`));
  };
  if (filter.failed) tests.push('errors > 0');
  add(filter.engine, (place) => `engines @> array[${place}::text]`);
  add(filter.jobId, (place) => `job_ids @> array[${place}::text]`);
  add(filter.leastMs, (place) => `duration_ms >= ${place}`);
  add(filter.mostMs, (place) => `duration_ms <= ${place}`);
  add(filter.from, (place) => `ended_at >= ${place}`);
  add(filter.to, (place) => `started_at < ${place}`);
  const text = toText(filter.search?.trim() ?? '');
  if (text !== '') {
    const literal = text.replace(/[\\%_]/g, (character) => `\\${character}`);
    values.push(`%${literal}%`, `${literal.toLowerCase()}%`, text.toLowerCase());
    const [like, beginning, whole] = [values.length - 2, values.length - 1, values.length];
    tests.push(
      `(name ilike $${like} or error_text ilike $${like} or trace_id like $${beginning} or job_ids @> array[$${whole}::text])`,
    );
  }
  return { where: tests.length > 0 ? `where ${tests.join(' and ')}` : '', values };
}

export async function totals(
  database: Database,
): Promise<{ traces: number; bytes: number; oldestAt: number | null }> {
  const found = await database.pool.query<{ traces: number; bytes: number; oldestAt: number | null }>(
    `select count(*) as traces, coalesce(sum(bytes), 0)::bigint as bytes, min(started_at) as "oldestAt"
     from flightline.traces`,
  );
  return found.rows[0] ?? { traces: 0, bytes: 0, oldestAt: null };
}

/** Drops what is older than `before`, then the oldest until the rest is within `maxBytes`. @returns traces dropped */
export async function dropOldTraces(
  database: Database,
  { before, maxBytes }: { before: number; maxBytes: number },
): Promise<number> {
  const found = await database.pool.query<{ dropped: number }>(
    `with newest as (
       select trace_id, started_at, sum(bytes) over (order by started_at desc, trace_id desc) as total
       from flightline.traces
     ), gone as (
       delete from flightline.traces where trace_id in (select trace_id from newest where started_at < $1 or total > $2)
       returning trace_id
     ), parts as (
       delete from flightline.trace_parts where trace_id in (select trace_id from gone)
     )
     select count(*) as dropped from gone`,
    [before, maxBytes],
  );
  return found.rows[0]?.dropped ?? 0;
}

export interface StoredPart {
  seq: number;
  traceId: string;
  spans: Span[];
}

/**
 * Parts after a place, in the order of storing. `storedBefore` keeps away from those that are being written: of two
 * that are written at the same time the later one may be seen first.
 */
/** Parts in order, up to the first that is not older than `storedBefore`: whoever goes on after the last one leaves none out. */
export async function partsAfter(
  database: Database,
  { seq, storedBefore, limit }: { seq: number; storedBefore: number; limit: number },
): Promise<StoredPart[]> {
  const found = await database.pool.query<StoredPart>(
    `select seq, trace_id as "traceId", spans from flightline.trace_parts
     where seq > $1 and seq < coalesce(
       (select min(seq) from flightline.trace_parts where seq > $1 and stored_at >= $2), 9223372036854775807)
     order by seq limit $3`,
    [seq, storedBefore, limit],
  );
  return found.rows;
}

export async function countPartsAfter(database: Database, seq: number): Promise<number> {
  const found = await database.pool.query<{ waiting: number }>(
    'select count(*) as waiting from flightline.trace_parts where seq > $1',
    [seq],
  );
  return found.rows[0]?.waiting ?? 0;
}

/** Where a first export begins: with what comes, not with the past. */
export async function lastPart(database: Database): Promise<number> {
  const found = await database.pool.query<{ last: number }>(
    'select coalesce(max(seq), 0)::bigint as last from flightline.trace_parts',
  );
  return found.rows[0]?.last ?? 0;
}
