/** `flightline audit`: list, show, verify, export. */
import { z } from 'zod';
import {
  type AuditDetail,
  type AuditEntry,
  type AuditFilter,
  AuditHead,
  AuditOutcome,
} from '#contract/audit';
import { writeText } from '../output/sink';
import { UsageError, exitCodes } from '../exit-codes';
import { plain, toneOf } from '../text/style';
import { pairsText } from '../text/table';
import { counted, timeText } from '../text/units';
import { ShowOptions } from './command-options';
import { printJson, printRows, printText, say, tableOptions } from './print';
import { pages, withSession } from './with-session';

const FilterOptions = ShowOptions.extend({
  act: z.string().optional(),
  actor: z.string().optional(),
  outcome: AuditOutcome.optional(),
  search: z.string().max(200).optional(),
  since: z.number().optional(),
});

function filterOf({ act, actor, outcome, search, since }: z.infer<typeof FilterOptions>): AuditFilter {
  return JSON.parse(JSON.stringify({ act, actor, outcome, search, from: since })) as AuditFilter;
}

const columns = [
  { title: 'NO', value: ({ seq }: AuditEntry) => seq, align: 'right' as const },
  { title: 'WHEN', value: ({ at }: AuditEntry) => timeText(at) },
  { title: 'WHO', value: ({ actor }: AuditEntry) => actor },
  { title: 'WHAT', value: ({ act }: AuditEntry) => act },
  { title: 'ON', value: ({ subject }: AuditEntry) => subject, flexible: true },
  {
    title: 'OUTCOME',
    value: ({ outcome, idle }: AuditEntry) => (idle === null ? outcome : 'nothing done'),
    tone: ({ outcome, idle }: AuditEntry) =>
      toneOf(outcome === 'failed' ? 'failed' : idle === null ? 'completed' : 'cancelled'),
  },
];

export async function listAudit(_: string[], typed: unknown): Promise<number> {
  const options = FilterOptions.extend({ limit: z.number().default(50) }).parse(typed);
  const filter = filterOf(options);
  const { rows, total } = await withSession(options.data, ({ call }) =>
    pages(options.limit, (window) => call((api) => api.audit.page.query({ ...filter, ...window }))),
  );
  if (options.json) await printJson({ rows, total });
  else await printRows(columns, rows, 'There is no such entry.');
  if (!options.json && rows.length < total)
    say(`${rows.length} of ${counted(total, 'entry', 'entries')}; --limit shows more.`);
  return exitCodes.done;
}

export async function showAudit([number = '']: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const seq = Number(number);
  if (!Number.isInteger(seq) || seq < 1) throw new UsageError(`${number} is no number of an entry.`);
  const entry = await withSession(options.data, ({ call }) => call((api) => api.audit.get.query({ seq })));
  if (options.json) await printJson(entry);
  else await printText(entryText(entry));
  return exitCodes.done;
}

function entryText(entry: AuditDetail): string {
  const { whole } = entry;
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return pairsText(
    [
      ['Entry', entry.seq],
      ['When', timeText(entry.at)],
      ['Who', entry.actor],
      ['What', entry.act],
      ['Outcome', entry.idle === null ? entry.outcome : `nothing done: ${entry.idle}`],
      ['Error', whole.error === null ? null : `${whole.error.code ?? ''} ${whole.error.message}`],
      ['On', json(whole.subject)],
      ['Before', json(whole.before)],
      ['After', json(whole.after)],
      ['Answer', json(whole.answer)],
      ['Key', entry.key],
      ['Hash', entry.hash],
    ],
    tableOptions().paint ?? plain,
  );
}

const VerifyOptions = ShowOptions.extend({ head: z.string().optional() });

export async function verifyAudit(_: string[], typed: unknown): Promise<number> {
  const options = VerifyOptions.parse(typed);
  const noted = options.head === undefined ? undefined : notedOf(options.head);
  const verdict = await withSession(options.data, ({ call }) =>
    call((api) => api.audit.verify.query(noted === undefined ? {} : { noted })),
  );
  if (options.json) await printJson(verdict);
  else if (verdict.broken === null)
    await printText(
      `The chain is whole: ${counted(verdict.entries, 'entry', 'entries')}. Head ${verdict.head.seq}:${verdict.head.hash}`,
    );
  else await printText(`The chain is broken at entry ${verdict.broken.seq}. ${verdict.broken.reason}`);
  return verdict.broken === null ? exitCodes.done : exitCodes.failure;
}

function notedOf(text: string): AuditHead {
  const [seq, hash] = text.split(':');
  const parsed = AuditHead.safeParse({ seq: Number(seq), hash });
  if (parsed.success) return parsed.data;
  throw new UsageError('--head is written NUMBER:HASH, as `flightline audit verify` prints it.');
}

export async function exportAudit(_: string[], typed: unknown): Promise<number> {
  const options = FilterOptions.extend({ format: z.enum(['jsonl', 'csv']) }).parse(typed);
  const query = new URLSearchParams({ format: options.format });
  for (const [key, value] of Object.entries(filterOf(options))) query.set(key, String(value));
  await withSession(options.data, async ({ get }) => {
    const response = await get(`/api/v1/audit/export?${query.toString()}`);
    const decoder = new TextDecoder();
    const pieces: AsyncIterable<Uint8Array> | [] = response.body ?? [];
    for await (const piece of pieces)
      await writeText(process.stdout, decoder.decode(piece, { stream: true }));
  });
  return exitCodes.done;
}
