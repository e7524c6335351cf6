/** The text of an entry of the audit log: canonical JSON, with what is long replaced by its hash. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../canonical-json';
import { toJsonb } from './jsonb';

/** A hundred thousand ids are no text for a log. */
const longestBytes = 16 * 1024;

const parts = ['subject', 'before', 'after', 'answer'] as const;

export interface EntryFacts {
  key: string;
  at: number;
  began: number;
  actor: string;
  act: string;
  outcome: 'done' | 'failed';
  error: { code: string | null; message: string } | null;
  subject: unknown;
  before?: unknown;
  after?: unknown;
  answer?: unknown;
}

/** Characters that PostgreSQL refuses are replaced before it is hashed. */
export function entryBody(facts: EntryFacts): string {
  const shortened = Object.fromEntries(parts.map((part) => [part, shortOf(facts[part])]));
  return canonicalJson(JSON.parse(toJsonb({ version: 1, ...facts, ...shortened })));
}

function shortOf(value: unknown): unknown {
  if (value === undefined) return undefined;
  const text = canonicalJson(value);
  const bytes = Buffer.byteLength(text);
  return bytes <= longestBytes ? value : { sha256: createHash('sha256').update(text).digest('hex'), bytes };
}

export const EntryBody = z.object({
  key: z.string(),
  at: z.number(),
  began: z.number(),
  actor: z.string(),
  act: z.string(),
  outcome: z.enum(['done', 'failed']),
  error: z.object({ code: z.string().nullable(), message: z.string() }).nullable(),
  subject: z.unknown().optional(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  answer: z.unknown().optional(),
});

const IdleAnswer = z.object({
  done: z.literal(0),
  skipped: z.array(z.object({ reason: z.string() })).min(1),
});

/** Why an act left all as it was; null for one that did something, or does not say. */
export function idleReason(answer: unknown): string | null {
  return IdleAnswer.safeParse(answer).data?.skipped[0]?.reason ?? null;
}

const longestLine = 160;
const mostNames = 3;

/** Entries of acts on many letters told no more once. */
const BulkAnswer = z.object({
  verb: z.string(),
  state: z.string(),
  total: z.number(),
  done: z.number(),
});

function namesIn(value: unknown): string[] | null {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const names = items.flatMap((item) =>
    typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string'
      ? item.name
      : [],
  );
  return names.length > 0 && names.length === items.length ? names : null;
}

/** What was acted on, for a list: names before ids, ids before structure. Acts by id are named by what they changed. */
export function subjectLine(
  subject: unknown,
  changed: { before?: unknown; after?: unknown; answer?: unknown } = {},
): string {
  if (typeof subject !== 'object' || subject === null) return '';
  const { name, ids, id, folder, bytes, fileName } = subject as {
    name?: unknown;
    ids?: unknown;
    id?: unknown;
    folder?: unknown;
    bytes?: unknown;
    fileName?: unknown;
  };
  if (typeof name === 'string' && name !== '') return name.slice(0, longestLine);
  const known = namesIn(changed.before) ?? namesIn(changed.after);
  if (known !== null && (!Array.isArray(ids) || ids.length === known.length))
    return known.length <= mostNames ? known.join(', ').slice(0, longestLine) : `${known.length} of them`;
  if (Array.isArray(ids)) return ids.length === 1 ? String(ids[0]) : `${ids.length} of them`;
  const bulk = BulkAnswer.safeParse(changed.answer);
  if (bulk.success) return `${bulk.data.verb}: ${bulk.data.done} of ${bulk.data.total} (${bulk.data.state})`;
  if (typeof id === 'string') return id;
  if (typeof fileName === 'string') return fileName.slice(0, longestLine);
  if (typeof folder === 'string') return folder.slice(0, longestLine);
  // It was too long to be kept; what came of it may have a name.
  if (typeof bytes === 'number')
    return namesIn(changed.answer)?.join(', ').slice(0, longestLine) ?? `a long list (${bytes} bytes)`;
  return canonicalJson(subject).slice(0, longestLine);
}
