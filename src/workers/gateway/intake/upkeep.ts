/** What goes on beside the intake: settling the journal, queueing again what no queue knows, folding the counts of jobs. */
import { messageOf } from '#contract/errors';
import { foldJobCounts } from '../../../stack/database/job-counts';
import type { GatewayParts } from '../parts';
import { sweep } from './reconcile';
import type { Settlement } from './settlement';

const sweepMs = 30_000;
const settleMs = 5000;

export interface Upkeep {
  /**
   * Other processes reach this one from now on. What ended before, while nobody took their reports, is followed by its
   * next steps here: an end is written before it is reported.
   */
  reached(): void;
  stop(): void;
}

export function startUpkeep({ parts, settlement }: { parts: GatewayParts; settlement: Settlement }): Upkeep {
  const { log, queues } = parts;
  let sweeping: Promise<void> | null = null;
  let isReached = false;

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
    reached() {
      if (isReached) return;
      isReached = true;
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
