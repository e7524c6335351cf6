/** Acts on many dead letters: started, watched until they end, told. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BulkRequest, LetterBulk } from '#contract/letter-bulks';
import type { LetterFilter } from '#contract/dead-letters';
import { FlightlineError } from '#contract/errors';
import type { Session } from '../connect/session';
import { CannotError, exitCodes } from '../exit-codes';
import { counted, timeText } from '../text/units';
import { confirm } from './act';
import { ShowOptions } from './command-options';
import { printJson, printRows, printText, say } from './print';
import { withSession } from './with-session';

const lookMs = 300;
const sayEveryMs = 2000;

/** How it goes about many letters. */
export interface BulkOptions {
  json: boolean;
  yes: boolean;
}

/** Counts, asks on a terminal, starts it and waits. @returns the exit code */
export async function runOnAll(
  session: Session,
  { filter, verb, options }: { filter: LetterFilter; verb: string; options: BulkOptions },
  request: BulkRequest,
): Promise<number> {
  const count = await session.call((api) => api.deadLetters.count.query({ target: { filter } }));
  if (count === 0) {
    if (options.json) await printJson({ verb: request.verb, state: 'done', done: 0, total: 0, skipped: [] });
    else say('No dead letter matches; nothing was done.');
    return exitCodes.done;
  }
  if (!options.yes && !(await confirm(`${verb} ${counted(count, 'dead letter')}?`))) {
    say('Nothing was done.');
    return exitCodes.failure;
  }
  return runBulk(session, request, options);
}

export async function runBulk(
  session: Session,
  request: BulkRequest,
  { json }: Pick<BulkOptions, 'json'>,
): Promise<number> {
  const key = randomUUID();
  const started = await session.call((api) => api.deadLetters.startBulk.mutate({ request, key }));
  const ended = await watch(session, started);
  if (json) await printJson({ ...ended, skipped: [], left: ended.skipped });
  else await printText(bulkText(ended));
  if (ended.state === 'stopped')
    say(
      `Go on all the same: flightline dlq go-on ${ended.id}. Or leave the rest: flightline dlq cancel ${ended.id}.`,
    );
  return ended.state === 'done' && ended.skipped === 0 ? exitCodes.done : exitCodes.incomplete;
}

async function watch({ call }: Session, started: LetterBulk): Promise<LetterBulk> {
  let bulk = started;
  for (let saidAt = Date.now(); bulk.state === 'running' || bulk.state === 'canary'; await delay(lookMs)) {
    const found = (await call((api) => api.deadLetters.bulks.query())).find(({ id }) => id === started.id);
    if (!found) throw new FlightlineError('NOT_FOUND', `There is no bulk act ${started.id}.`);
    bulk = found;
    if (Date.now() - saidAt < sayEveryMs) continue;
    saidAt = Date.now();
    const left = bulk.etaMs === null ? '' : `, ${Math.ceil(bulk.etaMs / 1000)} s left`;
    say(
      `${bulk.state === 'canary' ? 'Waiting for the first ones: ' : ''}${bulk.done} of ${bulk.total}${left}`,
    );
  }
  return bulk;
}

function bulkText({ verb, state, done, total, skipped, message }: LetterBulk): string {
  const left = skipped > 0 ? `, ${skipped} left out` : '';
  if (verb === 'undo' && total === 0)
    return 'There is nothing to take back: none of it is left as that act made it.';
  const words = `${verb[0]?.toUpperCase() ?? ''}${verb.slice(1)}`;
  return [`${words}: ${state}, ${done} of ${counted(total, 'dead letter')}${left}`, message ?? '']
    .filter((line) => line !== '')
    .join('\n');
}

const columns = [
  { title: 'ID', value: ({ id }: LetterBulk) => id },
  { title: 'ACT', value: ({ verb }: LetterBulk) => verb },
  { title: 'STATE', value: ({ state }: LetterBulk) => state },
  { title: 'DONE', value: ({ done, total }: LetterBulk) => `${done}/${total}`, align: 'right' as const },
  { title: 'BY', value: ({ actor }: LetterBulk) => actor },
  { title: 'SINCE', value: ({ createdAt }: LetterBulk) => timeText(createdAt) },
  { title: 'WHY', value: ({ message }: LetterBulk) => message, flexible: true },
];

export async function listBulks(_: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const bulks = await withSession(data, ({ call }) => call((api) => api.deadLetters.bulks.query()));
  if (json) await printJson(bulks);
  else await printRows(columns, bulks, 'There was no act on many letters yet.');
  return exitCodes.done;
}

export async function cancelBulk([id = '']: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const key = randomUUID();
  const bulk = await withSession(data, ({ call }) =>
    call((api) => api.deadLetters.cancelBulk.mutate({ id, key })),
  );
  if (json) await printJson(bulk);
  else await printText(bulkText(bulk));
  if (bulk.state !== 'cancelled') say('It had ended already.');
  return exitCodes.done;
}

export async function goOnWithBulk([id = '']: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const key = randomUUID();
  return withSession(data, async (session) => {
    const ended = await watch(
      session,
      await session.call((api) => api.deadLetters.goOnWithBulk.mutate({ id, key })),
    );
    if (json) await printJson(ended);
    else await printText(bulkText(ended));
    return ended.state === 'done' ? exitCodes.done : exitCodes.incomplete;
  });
}

export async function undoAct([id = '']: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  return withSession(data, async (session) => {
    const known = await session.call((api) => api.deadLetters.bulks.query());
    if (!known.some((bulk) => bulk.id === id))
      throw new CannotError(`There is no act ${id}; “flightline dlq acts” lists them.`);
    return runBulk(session, { verb: 'undo', act: id }, { json });
  });
}
