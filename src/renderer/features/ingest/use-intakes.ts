/** What is coming in: uploads of this window, and batches that others (desktop, CLI, another window) started. */
import { useQuery } from '@tanstack/react-query';
import type { Batch } from '#contract/batches';
import { trpc } from '../../shell/api';
import { useNow } from '../../ui/clock';
import { useIngest } from './ingest-store';
import type { UploadSession } from './upload-session';

export interface Intake {
  key: string;
  session: UploadSession | null;
  batch: Batch | null;
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
  const batches = useQuery(trpc.batches.list.queryOptions()).data ?? [];
  const byId = new Map(batches.map((batch) => [batch.id, batch]));
  const own = sessions.map((session): Intake => {
    const { batchId } = session.snapshot();
    return { key: session.id, session, batch: batchId === null ? null : (byId.get(batchId) ?? null) };
  });
  const ownIds = new Set(own.map((intake) => intake.batch?.id));
  const now = useNow(60_000);
  const others = batches
    .filter((batch) => !ownIds.has(batch.id) && isShown(batch, ended, now))
    .map((batch): Intake => ({ key: batch.id, session: null, batch }));
  return [...own, ...others];
}
