/** Batches: made, filled, paused, resumed, cancelled as one. */
import type { Batch } from '#contract/batches';
import type { JobState } from '#contract/jobs';
import type { Lane } from '#contract/queues';
import type { Services } from '#contract/services';
import { membersPage } from '../../../stack/database/batch-members';
import * as batches from '../../../stack/database/batches';
import { getMany, setStates } from '../../../stack/database/jobs';
import type { GatewayParts } from '../parts';
import { cancelJobs, retryJobs } from './job-service';

interface Subject {
  id: string;
}

export function createBatchService(parts: GatewayParts): Services['batches'] {
  const { acts, batchWatch, database } = parts;
  const read = async (id: string): Promise<Batch> => batchWatch.describe(await batches.get(database, id));
  const act = <Answer>(name: string, handler: (id: string, actor: string) => Promise<Answer>) =>
    acts.define(`batches.${name}`, async ({ id }: Subject, change, actor) => {
      change.before = await shortly(id);
      const answer = await handler(id, actor);
      change.after = await shortly(id);
      batchWatch.batchChanged(id);
      return answer;
    });

  const shortly = async (id: string) => {
    const { name, state, counts } = await batches.get(database, id);
    return { name, state, counts };
  };

  const create = acts.define('batches.create', async (subject: { id: string; name: string; lane: Lane }) => {
    await batches.create(database, { ...subject, createdAt: Date.now() });
    return read(subject.id);
  });
  const seal = act('seal', async (id) => {
    await batches.seal(database, id);
    return read(id);
  });
  const pause = act('pause', async (id) => {
    await pauseBatch(parts, id);
    return read(id);
  });
  const resume = act('resume', async (id) => {
    await resumeBatch(parts, id);
    return read(id);
  });
  const cancel = act('cancel', async (id, actor) => {
    await batches.setState(database, { id, state: 'cancelled', at: Date.now() });
    parts.intake.paused.delete(id);
    const { name } = await batches.get(database, id);
    const open = await ownJobs(parts, id, ['waiting', 'delayed', 'paused', 'active']);
    await cancelJobs(parts, open, `${actor} cancelled the batch ${name}.`);
    return read(id);
  });
  const retryFailed = act('retry-failed', async (id) =>
    retryJobs(parts, await batches.jobIdsOf(database, id, ['failed'])),
  );

  return {
    list: async () => (await batches.list(database)).map((batch) => batchWatch.describe(batch)),
    get: read,
    async members(query) {
      const page = await membersPage(database, query);
      return { ...page, rows: parts.watch.withProgress(page.rows, ({ jobId }) => jobId) };
    },
    create: ({ name, lane }, by) => create({ id: batchIdOf(by.key), name, lane }, by),
    seal: (id, by) => seal({ id }, by),
    pause: (id, by) => pause({ id }, by),
    resume: (id, by) => resume({ id }, by),
    cancel: (id, by) => cancel({ id }, by),
    retryFailed: (id, by) => retryFailed({ id }, by),
  };
}

/** From the act's key, so that a repeated request means the same batch. */
export function batchIdOf(key: string): string {
  return `b-${key.replaceAll('-', '').slice(0, 20)}`;
}

/** Jobs of a batch that no other batch wants to run. */
async function ownJobs(parts: GatewayParts, id: string, states: readonly JobState[]): Promise<string[]> {
  const ids = await batches.jobIdsOf(parts.database, id, states);
  const live = new Set(
    (await batches.inStates(parts.database, ['open', 'running'])).map((batch) => batch.id),
  );
  live.delete(id);
  const shared = new Set(
    (await batches.batchesOf(parts.database, ids))
      .filter((batch) => live.has(batch.id))
      .map(({ jobId }) => jobId),
  );
  return ids.filter((job) => !shared.has(job));
}

async function pauseBatch(parts: GatewayParts, id: string): Promise<void> {
  const { database, queues } = parts;
  await batches.setState(database, { id, state: 'paused', at: Date.now() });
  parts.intake.paused.add(id);
  const rows = await getMany(database, await ownJobs(parts, id, ['waiting', 'delayed']));
  const held = [...(await parts.workflow.blocked(rows)), ...(await queues.remove(rows))];
  parts.changed(await setStates(database, held, 'paused', Date.now()), 'paused');
}

async function resumeBatch(parts: GatewayParts, id: string): Promise<void> {
  const { database, workflow } = parts;
  await batches.setState(database, { id, state: 'running', at: Date.now() });
  parts.intake.paused.delete(id);
  const ids = await batches.jobIdsOf(database, id, ['paused']);
  await setStates(database, ids, 'waiting', Date.now());
  await workflow.queue(await getMany(database, ids), Date.now());
  parts.changed(ids, 'waiting');
}
