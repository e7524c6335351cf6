/** Reads the audit log: pages, one entry, and the proof that nobody has changed it. */
import { createHash } from 'node:crypto';
import type {
  AuditDetail,
  AuditEntry,
  AuditFilter,
  AuditHead,
  AuditNames,
  AuditPageQuery,
  AuditVerdict,
} from '#contract/audit';
import { FlightlineError } from '#contract/errors';
import { EntryBody, idleReason, subjectLine } from './audit-body';
import type { Database } from './open';

interface EntryRow {
  seq: number;
  key: string;
  at: number;
  actor: string;
  act: string;
  outcome: 'done' | 'failed';
  body: string;
  hash: string;
}

const columns = 'seq, key::text as key, at, actor, act, outcome, body, hash';

function where(filter: AuditFilter): { text: string; values: unknown[] } {
  const { act, actor, outcome, search, from, to } = filter;
  const values: unknown[] = [];
  const conditions: string[] = [];
  const add = (condition: string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition.replace('?', `$${values.length}`));
  };
  add('act = ?', act);
  add('actor = ?', actor);
  add('outcome = ?', outcome);
  add('at >= ?', from);
  add('at < ?', to);
  add(
    'body ilike ?',
    search === undefined ? undefined : `%${search.replaceAll(/[\\%_]/g, (found) => `\\${found}`)}%`,
  );
  return { text: conditions.length > 0 ? `where ${conditions.join(' and ')}` : '', values };
}

/** Newest first. */
export async function page(
  database: Database,
  query: AuditPageQuery,
): Promise<{ rows: AuditEntry[]; total: number }> {
  const { text, values } = where(query);
  const [rows, total] = await Promise.all([
    database.pool.query<EntryRow>(
      `select ${columns} from flightline.audit_entries ${text} order by seq desc
       offset $${values.length + 1} limit $${values.length + 2}`,
      [...values, query.offset, query.limit],
    ),
    database.pool.query<{ count: number }>(
      `select count(*) as count from flightline.audit_entries ${text}`,
      values,
    ),
  ]);
  return { rows: rows.rows.map((row) => detailOf(row)).map(entryOf), total: total.rows[0]?.count ?? 0 };
}

/** Folders that acts of a name were done to, each once. */
export async function actedOnFolders(database: Database, act: string): Promise<string[]> {
  const found = await database.pool.query<{ folder: string }>(
    `select distinct subject ->> 'folder' as folder from flightline.audit
     where act = $1 and subject ->> 'folder' is not null`,
    [act],
  );
  return found.rows.map(({ folder }) => folder);
}

/** A body that is no entry any more is shown as far as its columns tell. */
function detailOf(row: EntryRow): AuditDetail {
  const { seq, key, at, actor, act, outcome, hash } = row;
  const parsed = EntryBody.safeParse(jsonOf(row.body));
  const { began = at, error = null, subject, before, after, answer } = parsed.data ?? {};
  return {
    ...{ seq, key, at, actor, act, outcome, hash, began },
    subject: subjectLine(subject, { before, after, answer }),
    idle: idleReason(answer),
    whole: { error, subject, before, after, answer },
  };
}

function entryOf({ seq, at, actor, act, outcome, subject, idle }: AuditDetail): AuditEntry {
  return { seq, at, actor, act, outcome, subject, idle };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @throws FlightlineError `NOT_FOUND` */
export async function get(database: Database, seq: number): Promise<AuditDetail> {
  const found = await database.pool.query<EntryRow>(
    `select ${columns} from flightline.audit_entries where seq = $1`,
    [seq],
  );
  if (!found.rows[0]) throw new FlightlineError('NOT_FOUND', `The audit log has no entry ${seq}.`);
  return detailOf(found.rows[0]);
}

export async function names(database: Database): Promise<AuditNames> {
  const found = await database.pool.query<{ acts: string[]; actors: string[] }>(
    `select array(select distinct act from flightline.audit_entries order by 1) as acts,
       array(select distinct actor from flightline.audit_entries order by 1) as actors`,
  );
  return found.rows[0] ?? { acts: [], actors: [] };
}

const atOnce = 1000;

/** Entries with all they hold, newest first; `before` a place in the chain. */
export async function* details(database: Database, filter: AuditFilter): AsyncGenerator<AuditDetail> {
  const { text, values } = where(filter);
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const found = await database.pool.query<EntryRow>(
      `select ${columns} from flightline.audit_entries ${text === '' ? 'where' : `${text} and`}
       seq < $${values.length + 1} order by seq desc limit ${atOnce}`,
      [...values, before],
    );
    for (const row of found.rows) yield detailOf(row);
    const last = found.rows.at(-1);
    if (last === undefined || found.rows.length < atOnce) return;
    before = last.seq;
  }
}

const firstHash = '0'.repeat(64);

export async function head(database: Database): Promise<AuditHead> {
  const found = await database.pool.query<AuditHead>(
    'select seq, hash from flightline.audit_head where id = 1',
  );
  return found.rows[0] ?? { seq: 0, hash: firstHash };
}

/** Reads the chain up to the head of now; entries that come meanwhile are left for the next time. */
export async function verify(database: Database, noted?: AuditHead): Promise<AuditVerdict> {
  const now = await head(database);
  let [hash, expected] = [firstHash, 1];
  const verdict = (broken: AuditVerdict['broken']): AuditVerdict => ({
    entries: expected - 1,
    head: now,
    broken,
  });
  for (;;) {
    const found = await database.pool.query<EntryRow>(
      `select ${columns} from flightline.audit_entries where seq >= $1 and seq <= $2 order by seq limit ${atOnce}`,
      [expected, now.seq],
    );
    for (const row of found.rows) {
      const reason = faultOf(row, { seq: expected, hash }) ?? notedFault(row, noted);
      if (reason !== null) return verdict({ seq: expected, reason });
      [hash, expected] = [row.hash, expected + 1];
    }
    if (found.rows.length < atOnce) break;
  }
  if (expected <= now.seq)
    return verdict({ seq: expected, reason: `The newest ${now.seq - expected + 1} entries are missing.` });
  if (hash !== now.hash)
    return verdict({ seq: now.seq, reason: 'The newest entry is not the one that was written last.' });
  if (noted !== undefined && noted.seq > now.seq)
    return verdict({ seq: now.seq + 1, reason: `The noted entry ${noted.seq} is not there any more.` });
  return verdict(null);
}

/** Why an entry is not what was written after the one before; null when it is. */
export function faultOf(row: EntryRow, before: { seq: number; hash: string }): string | null {
  if (row.seq !== before.seq) return `Entry ${before.seq} is missing.`;
  const hash = createHash('sha256').update(`${before.hash}\n${row.seq}\n${row.body}`).digest('hex');
  if (hash !== row.hash) return `Entry ${row.seq} was changed, or the one before it was exchanged.`;
  const body = EntryBody.safeParse(jsonOf(row.body)).data;
  const same =
    body?.key === row.key &&
    body.at === row.at &&
    body.actor === row.actor &&
    body.act === row.act &&
    body.outcome === row.outcome;
  return same ? null : `The columns of entry ${row.seq} were changed.`;
}

function notedFault(row: EntryRow, noted: AuditHead | undefined): string | null {
  if (noted?.seq !== row.seq || noted.hash === row.hash) return null;
  return `Entry ${row.seq} is another one than was noted: the chain was written anew.`;
}
