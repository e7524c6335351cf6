/** What is coming in: uploads of this window, and batches that others (desktop, CLI, another window) started. */
import { useQueries, useQuery } from '@tanstack/react-query';
import type { Batch } from '#contract/batches';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { useNow } from '../../ui/clock';
import { useIngest } from './ingest-store';
import type { UploadSession } from './upload-session';

export interface Intake {
  key: string;
  session: UploadSession | null;
  batch: Batch | null;
  /** All was sent, and the instance no longer knows of it: a backup was restored meanwhile. */
  gone: boolean;
}

const liveStates: readonly Batch['state'][] = ['open', 'running', 'paused'];
/** On the ingest page a batch that ended stays in view for a while, so that its end is seen. */
const lingerMs = 10 * 60_000;

function isShown(batch: Batch, ended: boolean, now: number): boolean {
  if (!ended) return batch.state === 'open' || batch.state === 'running';
  return liveStates.includes(batch.state) || (batch.finishedAt !== null && now - batch.finishedAt < lingerMs);
}

/** @param ended also batches of others that are paused or ended a short while ago */
export function useIntakes(ended: boolean): Intake[] {
  const sessions = useIngest((state) => state.sessions);
  const list = useQuery(trpc.batches.list.queryOptions());
  const batches = list.data ?? [];
  const byId = new Map(batches.map((batch) => [batch.id, batch]));
  const missing = list.isSuccess ? sentBatchIds(sessions).filter((id) => !byId.has(id)) : [];
  const asked = useQueries({ queries: missing.map((id) => trpc.batches.get.queryOptions({ id })) });
  const own = sessions.map((session): Intake => {
    const { batchId } = session.snapshot();
    const answer = batchId === null ? undefined : asked[missing.indexOf(batchId)];
    const gone = answer?.error != null && problemOf(answer.error).code === 'NOT_FOUND';
    const listed = batchId === null ? undefined : byId.get(batchId);
    // What was known of it before it went is still in the cache.
    const batch = gone ? null : (listed ?? answer?.data ?? null);
    return { key: session.id, session, batch, gone };
  });
  const ownIds = new Set(own.map((intake) => intake.batch?.id));
  const now = useNow(60_000);
  const others = batches
    .filter((batch) => !ownIds.has(batch.id) && isShown(batch, ended, now))
    .map((batch): Intake => ({ key: batch.id, session: null, batch, gone: false }));
  return [...own, ...others];
}

function sentBatchIds(sessions: readonly UploadSession[]): string[] {
  return sessions.flatMap((session) => {
    const { batchId, phase } = session.snapshot();
    return batchId === null || phase === 'sending' || phase === 'reading' ? [] : [batchId];
  });
}
