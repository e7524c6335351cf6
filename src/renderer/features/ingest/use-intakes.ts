/** What is coming in: uploads of this window, and batches that others (desktop, CLI, another window) started. */
import { useQuery } from '@tanstack/react-query';
import type { Batch } from '#contract/batches';
import { trpc } from '../../shell/api';
import { useIngest } from './ingest-store';
import type { UploadSession } from './upload-session';

export interface Intake {
  key: string;
  session: UploadSession | null;
  batch: Batch | null;
}

const liveStates: readonly Batch['state'][] = ['open', 'running', 'paused'];
/** A batch that ended stays in view for a while, so that its end is seen. */
const lingerMs = 10 * 60_000;

function isRecent(batch: Batch, now: number): boolean {
  return liveStates.includes(batch.state) || (batch.finishedAt !== null && now - batch.finishedAt < lingerMs);
}

export function useIntakes(): Intake[] {
  const sessions = useIngest((state) => state.sessions);
  const batches = useQuery(trpc.batches.list.queryOptions()).data ?? [];
  const byId = new Map(batches.map((batch) => [batch.id, batch]));
  const own = sessions.map((session): Intake => {
    const { batchId } = session.snapshot();
    return { key: session.id, session, batch: batchId === null ? null : (byId.get(batchId) ?? null) };
  });
  const ownIds = new Set(own.map((intake) => intake.batch?.id));
  const now = Date.now();
  const others = batches
    .filter((batch) => !ownIds.has(batch.id) && isRecent(batch, now))
    .map((batch): Intake => ({ key: batch.id, session: null, batch }));
  return [...own, ...others];
}
