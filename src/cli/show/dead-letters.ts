/** `flightline dlq`: list, show, retry, discard. */
import { randomUUID } from 'node:crypto';
import type { DeadLetter, DeadLetterDetail } from '#contract/dead-letters';
import type { Session } from '../connect/session';
import { z } from 'zod';
import { exitCodes } from '../exit-codes';
import { plain } from '../text/style';
import { pairsText, tableText } from '../text/table';
import { bytesText, counted, timeText } from '../text/units';
import { act, checkActTarget } from './act';
import { ActOptions, FilterOptions, ShowOptions } from './command-options';
import { printJson, printText, say, tableOptions } from './print';
import { pages, withSession } from './with-session';

const withCode = { code: z.string().optional() };
const ListOptions = FilterOptions.extend(withCode);
const RetryOptions = ActOptions.extend(withCode);
const DiscardOptions = RetryOptions.extend({ reason: z.string().trim().min(1).max(500) });
type Filter = Pick<z.infer<typeof ListOptions>, 'engine' | 'search' | 'code'>;

async function read({ call }: Session, { engine, search, code }: Filter, limit: number) {
  let byCode: { errorCode: string; count: number }[] = [];
  const found = await pages(limit, async (window) => {
    const page = await call((api) =>
      api.deadLetters.page.query({ engine, search, errorCode: code, ...window }),
    );
    byCode = page.byCode;
    return page;
  });
  return { ...found, byCode };
}

const columns = [
  { title: 'JOB', value: ({ jobId }: DeadLetter) => jobId },
  { title: 'ENGINE', value: ({ engine }: DeadLetter) => engine },
  { title: 'FILE', value: ({ fileName }: DeadLetter) => fileName, flexible: true },
  { title: 'CODE', value: ({ errorCode }: DeadLetter) => errorCode, tone: () => 'bad' as const },
  { title: 'FAILED', value: ({ failedAt }: DeadLetter) => timeText(failedAt) },
  { title: 'TRIES', value: ({ attempts }: DeadLetter) => attempts, align: 'right' as const },
  { title: 'WHY', value: ({ errorMessage }: DeadLetter) => errorMessage, flexible: true },
];

export async function listLetters(_: string[], typed: unknown): Promise<number> {
  const options = ListOptions.parse(typed);
  const found = await withSession(options.data, (session) => read(session, options, options.limit));
  if (options.json) {
    await printJson(found);
    return exitCodes.done;
  }
  await printText(tableText(columns, found.rows, tableOptions()));
  if (found.rows.length < found.total)
    say(`${found.rows.length} of ${counted(found.total, 'dead letter')}; --limit shows more.`);
  return exitCodes.done;
}

export async function showLetter([id = '']: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const letter = await withSession(options.data, ({ call }) =>
    call((api) => api.deadLetters.get.query({ id })),
  );
  if (options.json) await printJson(letter);
  else await printText(letterText(letter));
  return exitCodes.done;
}

function letterText(letter: DeadLetterDetail): string {
  const { paint = plain } = tableOptions();
  const facts = pairsText(
    [
      ['Job', letter.jobId],
      ['File', `${letter.fileName} (${bytesText(letter.sizeBytes)})`],
      ['Engine', `${letter.engine} version ${letter.engineVersion}`],
      ['Failed', `${timeText(letter.failedAt)}, after ${counted(letter.attempts, 'attempt')}`],
      ['Error', `${letter.errorCode}: ${letter.errorMessage}`],
      ['What to do', letter.action],
      ['Fingerprint', letter.fingerprint],
    ],
    paint,
  );
  const timeline = letter.timeline.map(
    ({ attempt, startedAt, worker, outcome, errorMessage }) =>
      `${timeText(startedAt)}  attempt ${attempt}  ${worker}  ${outcome}  ${errorMessage ?? ''}`,
  );
  return [facts, timeline.join('\n'), letter.stack ?? ''].filter((part) => part !== '').join('\n\n');
}

const words = { thing: 'dead letter', things: 'dead letters' };
const everything = 1_000_000;

async function idsOf(session: Session, filter: Filter): Promise<string[]> {
  return (await read(session, filter, everything)).rows.map(({ jobId }) => jobId);
}

export async function retryLetters(ids: string[], typed: unknown): Promise<number> {
  const options = RetryOptions.parse(typed);
  checkActTarget(ids, options);
  return withSession(options.data, (session) =>
    act(session, ids, options, {
      ...words,
      verb: 'retry',
      past: 'retried',
      isFinal: false,
      collect: () => idsOf(session, options),
      carryOut(some) {
        const key = randomUUID();
        return session.call((api) => api.deadLetters.retry.mutate({ ids: some, key }));
      },
    }),
  );
}

export async function discardLetters(ids: string[], typed: unknown): Promise<number> {
  const options = DiscardOptions.parse(typed);
  checkActTarget(ids, options);
  const { reason } = options;
  return withSession(options.data, (session) =>
    act(session, ids, options, {
      ...words,
      verb: 'discard',
      past: 'discarded',
      isFinal: true,
      collect: () => idsOf(session, options),
      carryOut(some) {
        const key = randomUUID();
        return session.call((api) => api.deadLetters.discard.mutate({ ids: some, reason, key }));
      },
    }),
  );
}
