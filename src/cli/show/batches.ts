/** `flightline batches`: list, show, pause, resume, cancel, retry. */
import { randomUUID } from 'node:crypto';
import type { Batch, BatchMember } from '#contract/batches';
import { FlightlineError } from '#contract/errors';
import type { ActResult } from '#contract/jobs';
import type { Session } from '../connect/session';
import { exitCodes } from '../exit-codes';
import { plain, toneOf } from '../text/style';
import { pairsText, tableText } from '../text/table';
import { counted, durationText, rateText, timeText } from '../text/units';
import { act, checkActTarget } from './act';
import { ActOptions, FilterOptions, ShowOptions } from './command-options';
import { printJson, printRows, printText, say, tableOptions } from './print';
import { withSession } from './with-session';

type Filter = Pick<FilterOptions, 'state' | 'search'>;

async function read({ call }: Session, { state, search }: Filter): Promise<Batch[]> {
  const wanted = search?.toLowerCase();
  return (await call((api) => api.batches.list.query())).filter(
    (batch) =>
      (state?.includes(batch.state) ?? true) &&
      (wanted === undefined || batch.id === wanted || batch.name.toLowerCase().includes(wanted)),
  );
}

const finished = ({ counts }: Batch) => counts.completed + counts.failed + counts.cancelled + counts.refused;

const columns = [
  { title: 'ID', value: ({ id }: Batch) => id },
  { title: 'STATE', value: ({ state }: Batch) => state, tone: ({ state }: Batch) => toneOf(state) },
  { title: 'NAME', value: ({ name }: Batch) => name, flexible: true },
  { title: 'FILES', value: ({ counts }: Batch) => counts.files.total, align: 'right' as const },
  {
    title: 'RUNS DONE',
    value: (batch: Batch) => `${finished(batch)}/${batch.counts.total}`,
    align: 'right' as const,
  },
  { title: 'FAILED', value: ({ counts }: Batch) => counts.failed + counts.refused, align: 'right' as const },
  { title: 'CREATED', value: ({ createdAt }: Batch) => timeText(createdAt) },
  {
    title: 'LEFT',
    value: ({ etaMs }: Batch) => (etaMs === null ? null : durationText(etaMs)),
    align: 'right' as const,
  },
];

export async function listBatches(_: string[], typed: unknown): Promise<number> {
  const options = FilterOptions.parse(typed);
  const all = await withSession(options.data, (session) => read(session, options));
  const rows = all.slice(0, options.limit);
  if (options.json) await printJson({ rows, total: all.length });
  else await printRows(columns, rows, 'There is no such batch.');
  if (!options.json && rows.length < all.length)
    say(`${rows.length} of ${counted(all.length, 'batch', 'batches')}; --limit shows more.`);
  return exitCodes.done;
}

const mostProblems = 100;
const problemStates: BatchMember['state'][] = ['failed', 'refused', 'cancelled'];

export async function showBatch([id = '']: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const { batch, problems } = await withSession(options.data, async ({ call }) => ({
    batch: await call((api) => api.batches.get.query({ id })),
    problems: await call((api) =>
      api.batches.members.query({ batchId: id, states: problemStates, limit: mostProblems }),
    ),
  }));
  if (options.json) await printJson({ ...batch, problems });
  else await printText(batchText(batch, problems.rows));
  if (!options.json && problems.rows.length < problems.total)
    say(`${problems.rows.length} of ${counted(problems.total, 'file')} that did not come through.`);
  return exitCodes.done;
}

function batchText(batch: Batch, problems: readonly BatchMember[]): string {
  const options = tableOptions();
  const { counts } = batch;
  const { total, duplicates, files, ...states } = counts;
  const facts = pairsText(
    [
      ['Batch', batch.id],
      ['Name', batch.name],
      ['State', batch.state],
      ['Lane', batch.lane],
      ['Created', timeText(batch.createdAt)],
      ['Finished', batch.finishedAt === null ? null : timeText(batch.finishedAt)],
      ['Files', `${files.total}, of which ${files.completed} completed`],
      ['Runs', total - states.refused],
      ...Object.entries(states).map(([state, count]) => [`  ${state}`, count === 0 ? null : count] as const),
      ['Known before', duplicates === 0 ? null : duplicates],
      ['Rate', batch.ratePerS === null ? null : rateText(batch.ratePerS)],
      ['Time left', batch.etaMs === null ? null : durationText(batch.etaMs)],
    ],
    options.paint ?? plain,
  );
  if (problems.length === 0) return facts;
  return [facts, tableText(problemColumns, problems, options)].join('\n\n');
}

const problemColumns = [
  { title: 'FILE', value: ({ fileName }: BatchMember) => fileName, flexible: true },
  {
    title: 'STATE',
    value: ({ state }: BatchMember) => state,
    tone: ({ state }: BatchMember) => toneOf(state),
  },
  { title: 'JOB', value: ({ jobId }: BatchMember) => jobId },
  { title: 'CODE', value: ({ errorCode }: BatchMember) => errorCode },
  { title: 'WHY', value: ({ errorMessage }: BatchMember) => errorMessage, flexible: true },
];

interface BatchAct {
  verb: string;
  past: string;
  isFinal: boolean;
  /** States the act is for; others are left out of --all. */
  states: Batch['state'][];
  carryOut(session: Session, id: string): Promise<unknown>;
}

/** One after the other, so that one that is not there does not keep the others from it. */
function batchAct(what: BatchAct) {
  return async (ids: string[], typed: unknown): Promise<number> => {
    const options = ActOptions.parse(typed);
    checkActTarget(ids, options);
    return withSession(options.data, (session) =>
      act(session, ids, options, {
        ...what,
        thing: 'batch',
        things: 'batches',
        collect: async () => {
          const found = await read(session, options);
          return found.filter(({ state }) => what.states.includes(state)).map(({ id }) => id);
        },
        carryOut: (some) => oneByOne(some, (id) => what.carryOut(session, id)),
      }),
    );
  };
}

async function oneByOne(ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<ActResult> {
  const result: ActResult = { done: 0, skipped: [] };
  for (const id of ids) {
    try {
      await work(id);
      result.done += 1;
    } catch (error) {
      if (!(error instanceof FlightlineError)) throw error;
      result.skipped.push({ id, reason: error.message });
    }
  }
  return result;
}

export const pauseBatches = batchAct({
  verb: 'pause',
  past: 'paused',
  isFinal: false,
  states: ['open', 'running'],
  carryOut(session, id) {
    const key = randomUUID();
    return session.call((api) => api.batches.pause.mutate({ id, key }));
  },
});

export const resumeBatches = batchAct({
  verb: 'resume',
  past: 'resumed',
  isFinal: false,
  states: ['paused'],
  carryOut(session, id) {
    const key = randomUUID();
    return session.call((api) => api.batches.resume.mutate({ id, key }));
  },
});

export const cancelBatches = batchAct({
  verb: 'cancel',
  past: 'cancelled',
  isFinal: true,
  states: ['open', 'running', 'paused'],
  carryOut(session, id) {
    const key = randomUUID();
    return session.call((api) => api.batches.cancel.mutate({ id, key }));
  },
});

export const retryBatches = batchAct({
  verb: 'retry what failed in',
  past: 'retried',
  isFinal: false,
  states: ['running', 'done'],
  carryOut(session, id) {
    const key = randomUUID();
    return session.call((api) => api.batches.retryFailed.mutate({ id, key }));
  },
});
