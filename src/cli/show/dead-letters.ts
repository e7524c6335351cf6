/** `flightline dlq` groups, list, show, trash. */
import type {
  DeadLetter,
  DeadLetterDetail,
  LetterFilter,
  LetterGroup,
  TrashedLetter,
} from '#contract/dead-letters';
import { z } from 'zod';
import { exitCodes } from '../exit-codes';
import { plain } from '../text/style';
import { pairsText } from '../text/table';
import { bytesText, counted, timeText } from '../text/units';
import { FilterOptions, ShowOptions } from './command-options';
import { printJson, printRows, printText, say, tableOptions } from './print';
import { pages, withSession } from './with-session';

export const letterFilterOptions = {
  code: z.string().optional(),
  fingerprint: z.string().optional(),
};
const ListOptions = FilterOptions.extend(letterFilterOptions);
type ListOptions = z.infer<typeof ListOptions>;

export function filterOf({
  engine,
  search,
  code,
  fingerprint,
}: Pick<ListOptions, 'engine' | 'search' | 'code' | 'fingerprint'>): LetterFilter {
  return { engine, search, errorCode: code, fingerprint };
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
  let [byCode, hasMore]: [{ errorCode: string; count: number }[], boolean] = [[], false];
  const found = await withSession(options.data, ({ call }) =>
    pages(options.limit, async (window) => {
      const page = await call((api) => api.deadLetters.page.query({ ...filterOf(options), ...window }));
      [byCode, hasMore] = [page.byCode, page.hasMore];
      return page;
    }),
  );
  if (options.json) {
    await printJson({ ...found, byCode, hasMore });
    return exitCodes.done;
  }
  await printRows(columns, found.rows, 'There is no such dead letter.');
  const more = hasMore ? 'more than ' : '';
  if (found.rows.length < found.total || hasMore)
    say(
      `${found.rows.length} of ${more}${counted(found.total, 'dead letter')}; --limit or a narrower search shows more.`,
    );
  return exitCodes.done;
}

const groupColumns = [
  { title: 'FINGERPRINT', value: ({ fingerprint }: LetterGroup) => fingerprint },
  { title: 'ENGINE', value: ({ engine }: LetterGroup) => engine },
  { title: 'CODE', value: ({ errorCode }: LetterGroup) => errorCode, tone: () => 'bad' as const },
  { title: 'LETTERS', value: ({ letters }: LetterGroup) => letters, align: 'right' as const },
  { title: 'EVER', value: ({ seen }: LetterGroup) => seen, align: 'right' as const },
  { title: 'FIRST', value: ({ firstAt }: LetterGroup) => timeText(firstAt) },
  { title: 'LAST', value: ({ lastAt }: LetterGroup) => timeText(lastAt) },
  { title: 'WHY', value: ({ message }: LetterGroup) => message, flexible: true },
];

export async function listGroups(_: string[], typed: unknown): Promise<number> {
  const options = ListOptions.parse(typed);
  const limit = Math.min(options.limit, 500);
  const found = await withSession(options.data, ({ call }) =>
    call((api) => api.deadLetters.groups.query({ ...filterOf(options), sort: 'letters', limit })),
  );
  if (options.json) await printJson(found);
  else {
    await printRows(groupColumns, found.groups, 'There is no such dead letter.');
    if (found.groups.length < found.total) say(`${found.groups.length} of ${counted(found.total, 'group')}.`);
  }
  return exitCodes.done;
}

const trashColumns = [
  { title: 'JOB', value: ({ jobId }: TrashedLetter) => jobId },
  { title: 'FILE', value: ({ fileName }: TrashedLetter) => fileName, flexible: true },
  { title: 'DISCARDED', value: ({ discardedAt }: TrashedLetter) => timeText(discardedAt) },
  { title: 'DELETED', value: ({ purgedAt }: TrashedLetter) => timeText(purgedAt) },
  { title: 'REASON', value: ({ reason }: TrashedLetter) => reason, flexible: true },
];

export async function listTrash(_: string[], typed: unknown): Promise<number> {
  const { data, search, limit, json } = FilterOptions.parse(typed);
  const found = await withSession(data, ({ call }) =>
    pages(limit, (window) => call((api) => api.deadLetters.trash.query({ search, ...window }))),
  );
  if (json) await printJson(found);
  else await printRows(trashColumns, found.rows, 'The trash holds no such letter.');
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
      ['Engine', `${letter.engine} version ${letter.engineVersion}, lane ${letter.lane}`],
      ['Options', JSON.stringify(letter.options)],
      ['Failed', `${timeText(letter.failedAt)}, after ${counted(letter.attempts, 'attempt')}`],
      ['Error', `${letter.errorCode}: ${letter.errorMessage}`],
      ['What to do', letter.action],
      ['Fingerprint', letter.fingerprint],
    ],
    paint,
  );
  const timeline = letter.timeline.flatMap(({ attempt, startedAt, worker, outcome, errorMessage, logs }) => [
    `${timeText(startedAt)}  attempt ${attempt}  ${worker}  ${outcome}  ${errorMessage ?? ''}`,
    ...logs.map(({ level, event, fields }) => `    ${level}  ${event}  ${JSON.stringify(fields)}`),
  ]);
  return [facts, timeline.join('\n'), letter.stack ?? ''].filter((part) => part !== '').join('\n\n');
}
