/** Letters queued again with another payload. */
import type { LetterPayload } from '#contract/dead-letters';
import { engineNamed } from '../../../engines/registry';
import { reopenFor } from '../../../stack/database/batches';
import type { LetterInput } from '../../../stack/database/dead-letters';
import * as jobs from '../../../stack/database/jobs';
import { rename, replace } from '../../../stack/database/letter-edits';
import { cancelledAfter } from '../../../stack/database/workflow-steps';
import { engineStateDir, openEngineState } from '../../../stack/engine-state';
import { jobIdOf } from '../../../stack/queue/job-id';
import type { GatewayParts } from '../parts';
import { retryJobs } from '../services/job-service';

export interface Edit {
  letter: LetterInput;
  payload: LetterPayload;
}

/** Results that read an engine's state are of its state now. */
function optionsNow({ init }: GatewayParts, engineName: string, options: LetterPayload['options']) {
  const engine = engineNamed(engineName);
  const revision = engine.readsState
    ? openEngineState(engineStateDir(init.dataDir, engine.name)).revision
    : '';
  return revision === '' ? options : { ...options, stateRevision: revision };
}

/** The job that an edited letter becomes; other options (or an engine that has changed) make another id. */
export function jobAfter(parts: GatewayParts, { letter, payload }: Edit, at: number): jobs.NewJob {
  const { engine, sha256, sizeBytes } = letter;
  const { version } = engineNamed(engine);
  const options = optionsNow(parts, engine, payload.options);
  const { fileName, lane } = payload;
  const id = jobIdOf({ engine, version, sha256, options });
  return { id, engine, engineVersion: version, lane, fileName, sha256, sizeBytes, options, acceptedAt: at };
}

/** Payloads must fit their engines. Repeating it changes nothing. @returns for each letter the job it went on as */
export async function editLetters(
  parts: GatewayParts,
  edits: readonly Edit[],
  by: { act: string; at: number },
): Promise<Map<string, { jobId: string; known: boolean }>> {
  const { database, workflow } = parts;
  const planned = edits.map((edit) => ({ ...edit, job: jobAfter(parts, edit, by.at) }));
  const went = new Map<string, { jobId: string; known: boolean }>();

  const same = planned.filter(({ letter, job }) => letter.jobId === job.id).map(({ job }) => job);
  await rename(database, same);
  const ids = same.map(({ id }) => id);
  if (ids.length > 0) {
    const { skipped } = await retryJobs(parts, ids, by.act);
    const left = new Set(skipped.map(({ id }) => id));
    for (const id of ids) if (!left.has(id)) went.set(id, { jobId: id, known: false });
  }

  const others = planned.filter(({ letter, job }) => letter.jobId !== job.id);
  if (others.length === 0) return went;
  const before = await jobs.getMany(
    database,
    others.map(({ letter }) => letter.jobId),
  );
  const afterIds = new Map(before.map(({ id, afterId }) => [id, afterId]));
  const insertions = await jobs.insertMany(
    database,
    others.map(({ letter, job }) => ({ ...job, afterId: afterIds.get(letter.jobId) ?? null })),
  );
  const stateOf = new Map(insertions.map((insertion) => [insertion.id, insertion]));
  const following = await cancelledAfter(
    database,
    others.map(({ letter }) => letter.jobId),
  );
  const replaced = await replace(
    database,
    others.map(({ letter, job }) => ({ id: letter.jobId, newId: job.id })),
    by,
  );
  const ended = insertions
    .filter(({ state }) => state === 'failed' || state === 'cancelled')
    .map(({ id }) => id);
  const revived = await jobs.requeue(database, [...new Set([...ended, ...following])], by.at, by.act);
  const fresh = await jobs.getMany(
    database,
    insertions.filter(({ isNew }) => isNew).map(({ id }) => id),
  );
  await workflow.queue([...fresh, ...revived], by.at);
  const waiting = [...fresh, ...revived].map(({ id }) => id);
  await reopenFor(database, waiting);
  parts.changed(waiting, 'waiting');
  const newIds = new Map(others.map(({ letter, job }) => [letter.jobId, job.id]));
  for (const id of replaced) {
    const jobId = newIds.get(id) ?? id;
    went.set(id, { jobId, known: stateOf.get(jobId)?.state === 'completed' });
  }
  return went;
}
