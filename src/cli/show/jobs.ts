/** `flightline jobs`: list, show, retry, cancel. */
import { randomUUID } from 'node:crypto';
import { errorCatalogue, isErrorCode } from '#contract/errors';
import {
  type JobDetail,
  type JobFilter,
  JobState,
  type JobRow,
  jobStates,
  terminalStates,
} from '#contract/jobs';
import type { EngineInfo } from '#contract/system';
import type { Session } from '../connect/session';
import { exitCodes } from '../exit-codes';
import { plain, toneOf } from '../text/style';
import { pairsText, tableText } from '../text/table';
import { bytesText, counted, durationText, timeText } from '../text/units';
import { act, checkActTarget } from './act';
import { ActOptions, FilterOptions, ShowOptions } from './command-options';
import { printJson, printRows, printText, say, tableOptions } from './print';
import { pages, withSession } from './with-session';

function filterOf({ state, engine, search }: Pick<FilterOptions, 'state' | 'engine' | 'search'>): JobFilter {
  return { states: state?.map((one) => JobState.parse(one)), engine, search };
}

const msText = (ms: number | null) => (ms === null ? null : durationText(ms));

const listColumns = [
  { title: 'ID', value: ({ id }: JobRow) => id },
  { title: 'STATE', value: ({ state }: JobRow) => state, tone: ({ state }: JobRow) => toneOf(state) },
  { title: 'ENGINE', value: ({ engine }: JobRow) => engine },
  { title: 'FILE', value: ({ fileName }: JobRow) => fileName, flexible: true },
  { title: 'SIZE', value: ({ sizeBytes }: JobRow) => bytesText(sizeBytes), align: 'right' as const },
  { title: 'ACCEPTED', value: ({ acceptedAt }: JobRow) => timeText(acceptedAt) },
  { title: 'RUN', value: ({ runMs }: JobRow) => msText(runMs), align: 'right' as const },
  { title: 'ERROR', value: ({ errorCode }: JobRow) => errorCode },
];

export async function listJobs(_: string[], typed: unknown): Promise<number> {
  const options = FilterOptions.parse(typed);
  const found = await withSession(options.data, ({ call }) =>
    pages(options.limit, (window) =>
      call((api) => api.jobs.page.query({ filter: filterOf(options), ...window })),
    ),
  );
  if (options.json) await printJson(found);
  else await printRows(listColumns, found.rows, 'There is no such job.');
  if (!options.json && found.rows.length < found.total)
    say(`${found.rows.length} of ${counted(found.total, 'job')}; --limit shows more.`);
  return exitCodes.done;
}

export async function showJob([id = '']: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const { detail, engines } = await withSession(options.data, async ({ call }) => ({
    detail: await call((api) => api.jobs.get.query({ id })),
    engines: await call((api) => api.system.engines.query()),
  }));
  if (options.json) await printJson(detail);
  else
    await printText(
      jobText(
        detail,
        engines.find(({ name }) => name === detail.job.engine),
      ),
    );
  return exitCodes.done;
}

function jobText(detail: Omit<JobDetail, 'output'>, engine: EngineInfo | undefined): string {
  const options = tableOptions();
  const { paint = plain } = options;
  const { job } = detail;
  const facts = pairsText(
    [
      ['Job', job.id],
      ['File', `${job.fileName} (${bytesText(job.sizeBytes)})`],
      ['SHA-256', job.sha256],
      ['Engine', `${job.engine} version ${job.engineVersion}, ${job.lane} lane`],
      ['State', job.state],
      ['Accepted', timeText(job.acceptedAt)],
      ['Waited', msText(job.waitMs)],
      ['Ran', msText(job.runMs)],
      ['Batches', detail.batches.map(({ id, name }) => `${name} (${id})`).join(', ') || null],
      ['Views', detail.views.join(', ') || null],
      ['Error', job.errorCode === null ? null : `${job.errorCode}: ${job.errorMessage ?? ''}`],
      [
        'What to do',
        job.errorCode !== null && isErrorCode(job.errorCode) ? errorCatalogue[job.errorCode].action : null,
      ],
    ],
    paint,
  );
  const figures = pairsText(
    (engine?.columns ?? []).map(({ label, unit }, at) => {
      const value = job.summary?.[at] ?? null;
      return [label, value === null ? null : `${value}${unit ? ` ${unit}` : ''}`] as const;
    }),
    paint,
  );
  const attempts = detail.attempts.length > 0 ? tableText(attemptColumns, detail.attempts, options) : '';
  const logs = detail.logs
    .map(
      ({ at, level, event, fields }) =>
        `${timeText(at)}  ${level.padEnd(5)}  ${event}  ${JSON.stringify(fields)}`,
    )
    .join('\n');
  return [facts, figures, attempts, logs].filter((part) => part !== '').join('\n\n');
}

type Attempt = JobDetail['attempts'][number];
const attemptColumns = [
  { title: 'ATTEMPT', value: ({ attempt }: Attempt) => attempt, align: 'right' as const },
  {
    title: 'OUTCOME',
    value: ({ outcome }: Attempt) => outcome,
    tone: ({ outcome }: Attempt) => toneOf(outcome),
  },
  { title: 'STARTED', value: ({ startedAt }: Attempt) => timeText(startedAt) },
  {
    title: 'TOOK',
    value: ({ startedAt, finishedAt }: Attempt) => durationText(finishedAt - startedAt),
    align: 'right' as const,
  },
  { title: 'WORKER', value: ({ worker }: Attempt) => worker },
  {
    title: 'ERROR',
    value: ({ errorCode, errorMessage }: Attempt) =>
      errorCode === null ? null : `${errorCode}: ${errorMessage ?? ''}`,
    flexible: true,
  },
];

const everything = 1_000_000;

/** Ids under the filter whose state lets them be acted on; the states are narrowed by --state, not widened. */
async function idsOf(
  { call }: Session,
  options: ActOptions,
  allowed: readonly JobState[],
): Promise<string[]> {
  const filter = filterOf(options);
  const states = allowed.filter((state) => filter.states?.includes(state) ?? true);
  if (states.length === 0) return [];
  const { rows } = await pages(everything, (window) =>
    call((api) =>
      api.jobs.page.query({
        filter: { ...filter, states },
        sort: { key: 'acceptedAt', descending: false },
        ...window,
      }),
    ),
  );
  return rows.map(({ id }) => id);
}

export async function retryJobs(ids: string[], typed: unknown): Promise<number> {
  const options = ActOptions.parse(typed);
  checkActTarget(ids, options);
  return withSession(options.data, (session) =>
    act(session, ids, options, {
      verb: 'retry',
      past: 'retried',
      thing: 'job',
      things: 'jobs',
      isFinal: false,
      collect: () => idsOf(session, options, ['failed', 'cancelled']),
      carryOut(some) {
        const key = randomUUID();
        return session.call((api) => api.jobs.retry.mutate({ ids: some, key }));
      },
    }),
  );
}

export async function cancelJobs(ids: string[], typed: unknown): Promise<number> {
  const options = ActOptions.parse(typed);
  checkActTarget(ids, options);
  const open = jobStates.filter((state) => !terminalStates.includes(state));
  return withSession(options.data, (session) =>
    act(session, ids, options, {
      verb: 'cancel',
      past: 'cancelled',
      thing: 'job',
      things: 'jobs',
      isFinal: true,
      collect: () => idsOf(session, options, open),
      carryOut(some) {
        const key = randomUUID();
        return session.call((api) => api.jobs.cancel.mutate({ ids: some, key }));
      },
    }),
  );
}
