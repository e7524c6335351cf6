/** One step of an act on many letters. */
import { findEngine } from '../../../engines/registry';
import { inputs } from '../../../stack/database/dead-letters';
import type { StoredBulk } from '../../../stack/database/letter-bulks';
import { discard } from '../../../stack/database/letters-gone';
import type { GatewayParts } from '../parts';
import { retryJobs } from '../services/job-service';
import { type Edit, editLetters } from './edit-letters';
import { changedPayload, payloadOf } from './payload';

export { undoTaken as undoPart } from './undo';

/** Letters that are none any more are left out. @returns the first reason why one was left out, if it is worth telling */
export async function carryOut(
  parts: GatewayParts,
  { id: act, request }: Pick<StoredBulk, 'id' | 'request'>,
  ids: readonly string[],
): Promise<{ problem: string | null }> {
  const { database } = parts;
  const at = Date.now();
  if (request.verb === 'discard') {
    await discard(database, ids, { at, act, reason: request.reason });
    return { problem: null };
  }
  if (request.verb === 'retry') {
    await retryLetters(parts, ids, act);
    return { problem: null };
  }
  if (request.verb !== 'edit') return { problem: null };
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
  await editLetters(parts, edits, { act, at });
  return { problem };
}

/** Only what is a letter: a job that was cancelled or waits already is no business of a retry of letters. */
async function retryLetters(parts: GatewayParts, ids: readonly string[], act: string): Promise<void> {
  const letters = await inputs(parts.database, ids);
  await retryJobs(
    parts,
    letters.map(({ jobId }) => jobId),
    act,
  );
}
