/** Dead letters: read, retried, discarded. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ActResult } from '#contract/jobs';
import type { Services } from '#contract/services';
import * as deadLetters from '../../../stack/database/dead-letters';
import type { GatewayParts } from '../parts';
import { retryJobs } from './job-service';

export function createDeadLetterService(parts: GatewayParts): Services['deadLetters'] {
  const { acts, database } = parts;
  const retry = acts.define('dead-letters.retry', async ({ ids }: { ids: string[] }) => {
    const answer = await retryJobs(parts, ids);
    await announce(parts);
    return answer;
  });
  const discard = acts.define(
    'dead-letters.discard',
    async ({ ids }: { ids: string[]; reason: string }): Promise<ActResult> => {
      const removed = new Set(await deadLetters.remove(database, ids));
      await announce(parts);
      const skipped = ids
        .filter((id) => !removed.has(id))
        .map((id) => ({ id, reason: 'there is no such letter' }));
      return { done: removed.size, skipped };
    },
  );
  return {
    page: (query) => deadLetters.page(database, query),
    get: (jobId) => deadLetters.get(database, jobId),
    retry: (ids, by) => retry({ ids }, by),
    discard: (ids, reason, by) => discard({ ids, reason }, by),
  };
}

const gatherMs = 300;

/** Counting many letters is work for the store: one count serves every failure of a moment. @returns what asks for one */
export function announceSoon(parts: Pick<GatewayParts, 'hub' | 'database' | 'log'>): () => void {
  let [running, wanted] = [false, false];
  const run = async (): Promise<void> => {
    running = true;
    while (wanted) {
      wanted = false;
      await delay(gatherMs);
      await announce(parts).catch((error: unknown) => parts.log.warn('dead-letters-not-counted', { error }));
    }
    running = false;
  };
  return () => {
    wanted = true;
    if (!running) void run();
  };
}

async function announce({ hub, database }: Pick<GatewayParts, 'hub' | 'database'>): Promise<void> {
  hub.publish({ type: 'dead-letters', total: await deadLetters.total(database) });
}
