/** Takes back what an act did to letters, as far as nothing has come of it yet. */
import { topics } from '#contract/relay';
import * as jobs from '../../../stack/database/jobs';
import { unreplace } from '../../../stack/database/letter-edits';
import { type takenBy, restore, unretry } from '../../../stack/database/letters-gone';
import type { GatewayParts } from '../parts';
import { cancelJobs } from '../services/job-service';

type Taken = Awaited<ReturnType<typeof takenBy>>[number];

/** Repeating it changes nothing. @returns how many letters came back */
export async function undoTaken(parts: GatewayParts, act: string, taken: readonly Taken[]): Promise<number> {
  const { database } = parts;
  const ids = (how: Taken['how']) => taken.filter((one) => one.how === how).map(({ jobId }) => jobId);
  const restored = await restore(database, ids('discarded'));
  const back = await unretry(database, act, ids('retried'), Date.now());
  await withdraw(parts, back);
  const returned = await uneditJobs(
    parts,
    act,
    taken.filter(({ how }) => how === 'edited'),
  );
  parts.changed([...restored, ...back, ...returned], 'failed');
  return restored.length + back.length + returned.length;
}

/**
 * Their rows are of a later generation now, so nothing of the retry counts any more: this only saves the work. A worker
 * may hold some of them without having begun.
 */
async function withdraw({ database, queues, link }: GatewayParts, ids: readonly string[]): Promise<void> {
  const removed = await queues.remove(await jobs.getMany(database, ids));
  const held = ids.filter((id) => !removed.has(id));
  if (held.length > 0) link.relay('engine', topics.cancel, { ids: held, why: 'The retry was undone.' });
}

async function uneditJobs(parts: GatewayParts, act: string, edited: readonly Taken[]): Promise<string[]> {
  const { database } = parts;
  const successors = await jobs.getMany(
    database,
    edited.flatMap(({ replacedBy }) => replacedBy ?? []),
  );
  const open = ['waiting', 'paused', 'delayed'];
  const fresh = successors.filter(({ state, startedAt }) => startedAt === null && open.includes(state));
  await cancelJobs(
    parts,
    fresh.map(({ id }) => id),
    'The edit that made it was undone.',
  );
  const states = await jobs.statesOf(
    database,
    successors.map(({ id }) => id),
  );
  const unedited = edited
    .filter(({ replacedBy }) => replacedBy !== null && states.get(replacedBy)?.state === 'cancelled')
    .map(({ jobId }) => jobId);
  await unreplace(database, act, unedited);
  return restore(database, unedited);
}
