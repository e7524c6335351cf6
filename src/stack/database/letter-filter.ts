/** Conditions on dead letters as SQL text with parameters, shared by pages, groups and acts on all that match. */
import type { LetterFilter } from '#contract/dead-letters';
import { likePattern } from './job-filter';

export interface Conditions {
  /** Without `where`; `true` when everything matches. */
  sql: string;
  values: unknown[];
}

const wholeId = /^[a-z2-7]{26}$/;
const wholeHash = /^[0-9a-f]{64}$/;

/** @param alias of the table: letters and their groups have these columns alike */
export function groupConditions(filter: LetterFilter, alias: string): Conditions {
  const values: unknown[] = [];
  const parts: string[] = [];
  const equals = (column: string, value: string | undefined) => {
    if (value !== undefined) parts.push(`${alias}.${column} = $${values.push(value)}`);
  };
  equals('engine', filter.engine);
  equals('error_code', filter.errorCode);
  equals('fingerprint', filter.fingerprint);
  return { sql: parts.length > 0 ? parts.join(' and ') : 'true', values };
}

/** Also of the search: a part of the letter's text, or one of the two names that are pasted whole. */
export function letterConditions(filter: LetterFilter, alias: string): Conditions {
  const { sql, values } = groupConditions(filter, alias);
  const text = searchText(filter);
  if (text === null) return { sql, values };
  const choices = [`${alias}.search like $${values.push(likePattern(text))}`];
  if (wholeId.test(text)) choices.push(`${alias}.job_id = $${values.push(text)}`);
  if (wholeHash.test(text)) choices.push(`${alias}.sha256 = $${values.push(text)}`);
  return { sql: `${sql} and (${choices.join(' or ')})`, values };
}

/** Lower case, as the letters' text is; null when nothing is searched. */
export function searchText({ search }: LetterFilter): string | null {
  const text = search?.trim().toLowerCase() ?? '';
  return text === '' ? null : text;
}
