/** Takes back what an act did to letters, as far as nothing has come of it yet. */
import * as jobs from '../../../stack/database/jobs';
import { unreplace } from '../../../stack/database/letter-edits';
import { type takenBy, restore, unretry } from '../../../stack/database/letters-gone';
import type { GatewayParts } from '../parts';

type Taken = Awaited<ReturnType<typeof takenBy>>[number];

/** Repeating it changes nothing. @returns how many letters came back */
export async function undoTaken(parts: GatewayParts, act: string, taken: readonly Taken[]): Promise<number> {
  const { database } = parts;
  const ids = (how: Taken['how']) => taken.filter((one) => one.how === how).map(({ jobId }) => jobId);
  const restored = await restore(database, ids('discarded'));
  const retried = await unstarted(parts, ids('retried'));
  const back = await unretry(database, act, retried, Date.now());
  const edited = taken.filter(({ how }) => how === 'edited');
  const fresh = new Set(
    await unstarted(
      parts,
      edited.flatMap(({ replacedBy }) => replacedBy ?? []),
    ),
  );
  const cancelled = new Set(await jobs.setStates(database, [...fresh], 'cancelled', Date.now()));
  const unedited = edited.filter(({ replacedBy }) => replacedBy !== null && cancelled.has(replacedBy));
  await unreplace(
    database,
    act,
    unedited.map(({ jobId }) => jobId),
  );
  const returned = await restore(
    database,
    unedited.map(({ jobId }) => jobId),
  );
  parts.changed([...restored, ...back, ...returned], 'failed');
  parts.changed([...cancelled], 'cancelled');
  return restored.length + back.length + returned.length;
}

/** Takes jobs out of their queues. A job that runs cannot be; one that is in no queue has not got there yet. */
async function unstarted({ database, queues }: GatewayParts, ids: readonly string[]): Promise<string[]> {
  const rows = await jobs.getMany(database, ids);
  const waiting = rows.filter(
    ({ state, startedAt }) => startedAt === null && ['waiting', 'paused', 'delayed'].includes(state),
  );
  const removed = await queues.remove(waiting);
  const left = waiting.filter(({ id }) => !removed.has(id));
  const running = await queues.known(left);
  return [...removed, ...left.filter(({ id }) => !running.has(id)).map(({ id }) => id)];
}
