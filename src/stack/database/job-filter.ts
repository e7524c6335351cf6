/** The conditions and orders of the runs table, shared by pages, counts and acts on "everything that matches". */
import { and, asc, desc, eq, exists, gte, ilike, inArray, like, lte, or, sql } from 'drizzle-orm';
import type { AnyColumn, SQL } from 'drizzle-orm';
import type { JobFilter, JobSort } from '#contract/jobs';
import { toText } from './jsonb';
import { batchMembers, jobNames, jobs } from './schema';

/** What a search has found. `many`: more than are worth naming; they are met by going down the rows in order. */
export type TextFound = { ids: string[] } | 'many';

/** @param found by the search of the filter; null when it has none */
export function jobConditions(filter: JobFilter, found: TextFound | null): SQL | undefined {
  return and(
    filter.states === undefined ? undefined : inArray(jobs.state, filter.states),
    filter.engine === undefined ? undefined : eq(jobs.engine, filter.engine),
    filter.lane === undefined ? undefined : eq(jobs.lane, filter.lane),
    filter.acceptedFrom === undefined ? undefined : gte(jobs.acceptedAt, filter.acceptedFrom),
    filter.acceptedTo === undefined ? undefined : lte(jobs.acceptedAt, filter.acceptedTo),
    filter.batchId === undefined ? undefined : isMemberOf(filter.batchId),
    matches(filter.search, found),
  );
}

const idBeginning = /^[a-z0-9]{4,26}$/;

/**
 * What ids are looked up by, null when the text cannot be the beginning of one. (Whole ids are what gets pasted; a
 * substring of an id would mean reading every row: 0.4 s of 100,000 on the embedded store, against 1 ms.)
 */
export function idStart(text: string): string | null {
  const id = text.trim().toLowerCase();
  return idBeginning.test(id) ? id : null;
}

function matches(search: string | undefined, found: TextFound | null): SQL | undefined {
  if (found === null) return undefined;
  if (found === 'many') return matchesSearch(search);
  return sql`${jobs.id} = any(${sql.param(found.ids)}::text[])`;
}

/** Without an index: of very many matches a page is full soon. */
function matchesSearch(search = ''): SQL | undefined {
  const text = containsText(search, [jobs.fileName, jobs.errorMessage]);
  const id = idStart(search);
  return id === null ? text : or(text, like(jobs.id, `${id}%`));
}

function isMemberOf(batchId: string): SQL {
  return exists(
    sql`(select from ${batchMembers} where ${batchMembers.jobId} = ${jobs.id} and ${batchMembers.batchId} = ${batchId})`,
  );
}

/** Case-insensitive substring of any of the columns; undefined when there is nothing to look for. */
export function containsText(search: string | undefined, columns: readonly AnyColumn[]): SQL | undefined {
  const wanted = search?.trim();
  if (wanted === undefined || wanted === '') return undefined;
  return or(...columns.map((column) => ilike(column, likePattern(wanted))));
}

/** Matches what contains the text; `%`, `_` and `\` in it stand for themselves. */
export function likePattern(text: string): string {
  return `%${toText(text).replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}

const sortColumns = {
  acceptedAt: jobs.acceptedAt,
  finishedAt: jobs.finishedAt,
  fileName: jobNames.name,
  waitMs: jobs.waitMs,
  runMs: jobs.runMs,
  sizeBytes: jobs.sizeBytes,
  state: jobs.state,
} as const;

/**
 * Rows without a value come last either way; the id makes the order total, so that pages never overlap.
 * Sorted by name the rows come by way of `jobNames`.
 * @param fromEnd the same order, backwards
 */
export function jobOrder(sort: JobSort, fromEnd: boolean): SQL[] {
  const direction = sort.descending !== fromEnd ? desc : asc;
  const column = sortColumns[sort.key];
  const nulls = fromEnd ? sql`nulls first` : sql`nulls last`;
  const first = column.notNull ? direction(column) : sql`${direction(column)} ${nulls}`;
  return [first, direction(sort.key === 'fileName' ? jobNames.jobId : jobs.id)];
}
