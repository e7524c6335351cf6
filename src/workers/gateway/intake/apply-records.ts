/** Records of the journal, carried out in database and queue. */
import { addMembers } from '../../../stack/database/batches';
import { type Insertion, getMany, insertMany, requeue, setStates } from '../../../stack/database/jobs';
import type { Database } from '../../../stack/database/open';
import type { Workflow } from '../workflow';
import { firstOfEach } from './first-of-each';
import type { IntakeRecord } from './journal-records';

export interface ApplyParts {
  database: Database;
  workflow: Pick<Workflow, 'queue'>;
  /** Batches whose new jobs shall not run yet. */
  paused: ReadonlySet<string>;
  onAccepted: (jobIds: readonly string[], batchId: string | null) => void;
}

export interface Application {
  record: IntakeRecord;
  /** Jobs that this record brought; an earlier try may have inserted them before the queue failed it. */
  isNew: Set<string>;
}

/**
 * Carries records out in database and queue, all of them by the same few statements. Doing it again changes nothing,
 * provided that it is said to be a replay: a file that is given anew revives its cancelled job, while one that was
 * cancelled since stays cancelled.
 * @returns what became of each record's jobs; of two records with the same new job, the later one finds it there
 */
export async function applyRecords(
  { database, workflow, paused, onAccepted }: ApplyParts,
  group: readonly Application[],
  how: 'new' | 'replay',
): Promise<Insertion[][]> {
  const isPaused = ({ batchId }: IntakeRecord) => batchId !== null && paused.has(batchId);
  const due = firstOfEach(
    group.filter(({ record }) => !isPaused(record)).flatMap(({ record }) => record.jobs),
  );
  const all = firstOfEach(group.flatMap(({ record }) => record.jobs));
  const found = await insertMany(
    database,
    [...all.values()].map((job) => ({ ...job, state: due.has(job.id) ? 'waiting' : 'paused' })),
  );
  const byId = new Map(found.map((insertion) => [insertion.id, insertion]));
  const unclaimed = new Set(found.filter(({ isNew }) => isNew).map(({ id }) => id));
  for (const { record, isNew } of group)
    for (const { id } of record.jobs) if (unclaimed.delete(id)) isNew.add(id);
  for (const { record, isNew } of group)
    if (record.batchId !== null) await addMembers(database, record.batchId, membersOf(record, isNew));
  const isFresh = new Set(group.flatMap(({ isNew }) => [...isNew]));
  const cancelled = found.filter(({ state }) => state === 'cancelled').map(({ id }) => id);
  const revived = how === 'new' ? await requeue(database, cancelled, Date.now()) : [];
  // Another batch holds it back; this one wants it done.
  const held = [...due.keys()].filter((id) => byId.get(id)?.state === 'paused' && !isFresh.has(id));
  const freed = how === 'new' ? await setStates(database, held, 'waiting', Date.now()) : [];
  const fresh = [...due.values()].filter(({ id }) => isFresh.has(id));
  const queuedAt = Math.min(...group.map(({ record }) => record.at));
  await workflow.queue([...fresh, ...revived, ...(await getMany(database, freed))], queuedAt);
  return group.map(({ record, isNew }) => {
    onAccepted([...isNew], record.batchId);
    return record.jobs.flatMap(({ id }) => {
      const insertion = byId.get(id);
      return insertion ? [{ ...insertion, isNew: isNew.has(id) }] : [];
    });
  });
}

/** A member is a duplicate when its job was there before, or came with an earlier member of the same record. */
function membersOf(record: IntakeRecord, isNew: ReadonlySet<string>) {
  const seen = new Set<string>();
  return record.members.map((member) => {
    const duplicate = member.jobId !== null && (!isNew.has(member.jobId) || seen.has(member.jobId));
    if (member.jobId !== null) seen.add(member.jobId);
    return { ...member, duplicate };
  });
}
