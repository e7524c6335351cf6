/** One step of an act on many letters. */
import { findEngine } from '../../../engines/registry';
import { reopenFor } from '../../../stack/database/batches';
import { inputs } from '../../../stack/database/dead-letters';
import { requeue, requeueLetters } from '../../../stack/database/jobs';
import type { StoredBulk } from '../../../stack/database/letter-bulks';
import { discard } from '../../../stack/database/letters-gone';
import { cancelledAfter } from '../../../stack/database/workflow-steps';
import type { GatewayParts } from '../parts';
import { type Edit, editLetters } from './edit-letters';
import { changedPayload, payloadOf } from './payload';

export { undoTaken as undoPart } from './undo';

export interface StepOutcome {
  done: number;
  /** The first reason why a letter was left out, if it is worth telling. */
  problem: string | null;
  /** What goes on while the next letters are dealt with. A crash before its end leaves work that the sweep does. */
  rest: Promise<void>;
}

const nothing = Promise.resolve();

/** Letters that are none any more are left out. */
export async function carryOut(
  parts: GatewayParts,
  { id: act, request }: Pick<StoredBulk, 'id' | 'request'>,
  ids: readonly string[],
): Promise<StepOutcome> {
  const { database } = parts;
  const at = Date.now();
  if (request.verb === 'discard') {
    const gone = await discard(database, ids, { at, act, reason: request.reason });
    return { done: gone.length, problem: null, rest: nothing };
  }
  if (request.verb === 'retry') return retryLetters(parts, ids, act);
  if (request.verb !== 'edit') return { done: 0, problem: null, rest: nothing };
  const edits: Edit[] = [];
  let problem: string | null = null;
  for (const letter of await inputs(database, ids)) {
    const engine = findEngine(letter.engine);
    const result = engine
      ? changedPayload(engine, payloadOf(letter), request.change)
      : { problem: `There is no engine named ${letter.engine}.` };
    if ('problem' in result) problem ??= `${letter.fileName}: ${result.problem}`;
    else edits.push({ letter, payload: result.after });
  }
  const went = await editLetters(parts, edits, { act, at });
  return { done: went.size, problem, rest: nothing };
}

async function retryLetters(parts: GatewayParts, ids: readonly string[], act: string): Promise<StepOutcome> {
  const { database, workflow } = parts;
  const at = Date.now();
  const [revived, cancelled] = await Promise.all([
    requeueLetters(database, ids, at, act),
    cancelledAfter(database, ids),
  ]);
  const following = await requeue(database, cancelled, at, act);
  const toQueue = [...revived, ...following];
  const waiting = toQueue.map(({ id }) => id);
  const queueThem = async (): Promise<void> => {
    await workflow.queue(toQueue, at);
    await reopenFor(database, waiting);
    parts.changed(waiting, 'waiting');
  };
  return { done: revived.length, problem: null, rest: queueThem() };
}
