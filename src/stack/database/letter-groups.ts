/** Dead letters by fingerprint: how many, since when, how often lately. The counters are kept by triggers. */
import { mostFound, sparkParts } from '#contract/dead-letters';
import type { LetterGroup, LetterGroupList, LetterGroupQuery } from '#contract/dead-letters';
import { actionOf, byCode, stillThere } from './dead-letters';
import { groupConditions, letterConditions, searchText } from './letter-filter';
import type { Database } from './open';

const orders: Record<LetterGroupQuery['sort'], string> = {
  letters: 'letters desc, g.last_at desc',
  last: 'g.last_at desc',
  first: 'g.first_at desc',
};

interface Row extends Omit<LetterGroup, 'spark' | 'sample' | 'action'> {
  hours: number[] | null;
  counts: number[] | null;
  sampleId: string | null;
  sampleName: string | null;
  groups: number;
  allLetters: number;
}

const hourMs = 3_600_000;

/** Groups that have letters; under a search, those with letters that match. */
export async function list(
  database: Database,
  query: LetterGroupQuery,
  now: number,
): Promise<LetterGroupList> {
  const matches = searchText(query) === null ? null : await matching(database, query);
  const { engine } = query;
  const { sql, values } = groupConditions(query, 'g');
  const lastHour = Math.floor(now / hourMs);
  const source =
    matches === null
      ? 'flightline.letter_groups g'
      : `flightline.letter_groups g join unnest($${values.push([...matches.keys()])}::text[],
           $${values.push([...matches.values()])}::int[]) as m(fingerprint, matching) using (fingerprint)`;
  const letters = matches === null ? 'g.letters' : 'm.matching';
  const [found, codes] = await Promise.all([
    database.pool.query<Row>(
      `with shown as (
         select g.*, ${letters} as shown_letters, count(*) over () as groups, sum(${letters}) over () as all_letters
         from ${source} where g.letters > 0 and ${sql}
         order by ${orders[query.sort].replace('letters desc', `${letters} desc`)}, g.fingerprint
         limit $${values.push(query.limit)}
       )
       select g.fingerprint, g.engine, g.error_code as "errorCode", g.message, g.shown_letters as letters, g.seen,
         g.engine_versions as "engineVersions", g.first_at as "firstAt", g.last_at as "lastAt", g.groups,
         g.all_letters::bigint as "allLetters", h.hours, h.counts, s.job_id as "sampleId", s.file_name as "sampleName"
       from shown g
       left join lateral (
         select array_agg(h.hour) as hours, array_agg(h.seen) as counts from flightline.letter_hours h
         where h.fingerprint = g.fingerprint and h.hour > $${values.push(lastHour - query.hours)}
       ) h on true
       left join lateral (
         select d.job_id, d.file_name from flightline.dead_letters d where d.fingerprint = g.fingerprint
         order by d.failed_at desc, d.job_id desc limit 1
       ) s on true
       order by ${orders[query.sort].replace('letters desc', 'g.shown_letters desc')}, g.fingerprint`,
      values,
    ),
    byCode(database, { engine }),
  ]);
  return {
    groups: found.rows.map((row) => toGroup(row, lastHour, query.hours)),
    total: found.rows[0]?.groups ?? 0,
    letters: found.rows[0]?.allLetters ?? 0,
    byCode: stillThere(codes),
  };
}

/** Letters that match, by fingerprint. Few come by the index; many are counted, which takes longer. */
async function matching(database: Database, query: LetterGroupQuery): Promise<Map<string, number>> {
  const { sql, values } = letterConditions(query, 'd');
  const few = await database.pool.query<{ fingerprint: string }>(
    `select d.fingerprint from flightline.dead_letters d where ${sql} limit ${mostFound + 1}`,
    values,
  );
  const counts = new Map<string, number>();
  if (few.rows.length <= mostFound) {
    for (const { fingerprint } of few.rows) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
    return counts;
  }
  const all = await database.pool.query<{ fingerprint: string; count: number }>(
    `select d.fingerprint, count(*) from flightline.dead_letters d where ${sql} group by 1`,
    values,
  );
  return new Map(all.rows.map((row) => [row.fingerprint, row.count]));
}

function toGroup(row: Row, lastHour: number, hours: number): LetterGroup {
  const { hours: at, counts, sampleId, sampleName, groups: _groups, allLetters: _all, ...group } = row;
  const spark = new Array<number>(sparkParts).fill(0);
  at?.forEach((hour, index) => {
    const part = Math.floor(((hour - (lastHour - hours + 1)) * sparkParts) / hours);
    if (part >= 0 && part < sparkParts) spark[part] = (spark[part] ?? 0) + (counts?.[index] ?? 0);
  });
  return {
    ...group,
    spark,
    action: actionOf(group.errorCode),
    sample: sampleId === null ? null : { jobId: sampleId, fileName: sampleName ?? '' },
  };
}

/** Groups without letters that nothing has come to since `before`, and old hours. */
export async function forget(database: Database, before: number): Promise<void> {
  await database.pool.query('delete from flightline.letter_groups where letters <= 0 and last_at < $1', [
    before,
  ]);
  await database.pool.query('delete from flightline.letter_hours where hour < $1', [
    Math.floor(before / hourMs),
  ]);
}
