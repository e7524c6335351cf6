/** What goes on beside the intake: settling the journal, queueing again what no queue knows, folding the counts of jobs. */
import { messageOf } from '#contract/errors';
import { foldJobCounts } from '../../../stack/database/job-counts';
import type { GatewayParts } from '../parts';
import { sweep } from './reconcile';
import type { Settlement } from './settlement';

const sweepMs = 30_000;
const settleMs = 5000;

export interface Upkeep {
  /** Queues what follows ends that nobody could be told of: an end is written before it is reported. */
  catchUp(): void;
  stop(): void;
}

export function startUpkeep({ parts, settlement }: { parts: GatewayParts; settlement: Settlement }): Upkeep {
  const { log, queues } = parts;
  let sweeping: Promise<void> | null = null;

  function sweepNow(olderThanMs: number): Promise<void> {
    sweeping ??= sweepOnce(olderThanMs).finally(() => (sweeping = null));
    return sweeping;
  }

  async function sweepOnce(olderThanMs: number): Promise<void> {
    try {
      const requeued = await sweep(parts, olderThanMs);
      if (requeued > 0) log.warn('jobs-requeued', { requeued, why: 'no queue knew them' });
    } catch (error) {
      log.warn('sweep-failed', { message: messageOf(error) });
    }
  }

  const settleTimer = setInterval(() => {
    settlement.settle(Date.now()).catch((error: unknown) => log.error('checkpoint-failed', { error }));
  }, settleMs);
  const sweepTimer = setInterval(() => {
    void sweepNow(sweepMs);
    foldJobCounts(parts.database).catch((error: unknown) => log.warn('job-counts-not-folded', { error }));
  }, sweepMs);
  settleTimer.unref();
  sweepTimer.unref();
  // Redis is back: after a power cut it may have lost its last second.
  const onReady = () => void sweepNow(0);
  queues.redis.on('ready', onReady);
  return {
    catchUp() {
      // One that is under way may have looked too early.
      void (sweeping ?? Promise.resolve()).then(() => sweepNow(0));
    },
    stop() {
      clearInterval(settleTimer);
      clearInterval(sweepTimer);
      queues.redis.off('ready', onReady);
    },
  };
}
