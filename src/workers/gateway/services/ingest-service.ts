/** Takes paths of this machine in: an act that lasts until every file is read. */
import path from 'node:path';
import type { Batch } from '#contract/batches';
import { FlightlineError, messageOf } from '#contract/errors';
import type { Services } from '#contract/services';
import type { Act } from '#contract/services/act';
import * as batches from '../../../stack/database/batches';
import { getValue, setValue } from '../../../stack/database/key-value';
import { assertChoicesFit } from '../intake/intake';
import { type ScanTask, scan } from '../intake/scan';
import type { GatewayParts } from '../parts';
import { batchIdOf } from './batch-service';

export interface IngestService {
  service: Services['ingest'];
  /** The same for a schedule, whose runs have a batch each. */
  take(task: ScanTask & { name: string }, by: Act): Promise<Batch>;
  /** Goes on with scans that an end of the process interrupted. */
  resume(): Promise<void>;
  /** Stops scans; they go on after the next start. */
  stop(): Promise<void>;
}

const scanKey = (batchId: string) => `scan:${batchId}`;
const retryMs = 5000;
const sealCheckMs = 60_000;
const forsakenMs = 10 * 60_000;

function nameOf(paths: readonly string[]): string {
  const first = path.basename(paths[0] ?? '') || 'Files';
  return paths.length === 1 ? first : `${first} and ${paths.length - 1} more`;
}

export function createIngestService(parts: GatewayParts): IngestService {
  const { acts, database, log } = parts;
  const stopped = new AbortController();
  const running = new Map<string, Promise<void>>();
  let sealTimer: NodeJS.Timeout | undefined;

  const start = (task: ScanTask) => {
    if (running.has(task.batchId)) return;
    const work = runScan(task).finally(() => running.delete(task.batchId));
    running.set(task.batchId, work);
  };

  async function runScan(task: ScanTask): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        return await scan(parts, task, stopped.signal);
      } catch (error) {
        if (stopped.signal.aborted) return;
        log.warn('scan-waits', { batchId: task.batchId, message: messageOf(error) });
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }

  /** An uploader that went away without a word: what it had uploaded is the batch. */
  async function sealForsaken(): Promise<void> {
    try {
      for (const { id, createdAt } of await batches.inStates(database, ['open'])) {
        const lastAt = Math.max(createdAt, parts.facts.startedAt, parts.intake.lastAddedAt(id));
        if (running.has(id) || Date.now() - lastAt < forsakenMs) continue;
        await batches.seal(database, id);
        parts.batchWatch.batchChanged(id);
      }
    } catch (error) {
      log.warn('batches-not-sealed', { message: messageOf(error) });
    }
  }

  const ingest = acts.define('ingest.paths', async (task: ScanTask & { name: string }, change) => {
    change.after = { batch: task.batchId, lane: task.lane, paths: task.paths.slice(0, 20) };
    await batches.create(database, {
      id: task.batchId,
      name: task.name,
      lane: task.lane,
      createdAt: Date.now(),
    });
    await setValue(database, scanKey(task.batchId), task);
    await batches.setScan(database, task.batchId, { found: 0, read: 0 });
    start(task);
    return parts.batchWatch.describe(await batches.get(database, task.batchId));
  });

  return {
    service: {
      paths({ paths, batchName, lane, ...choices }, by) {
        const relative = paths.find((item) => !path.isAbsolute(item));
        if (relative !== undefined)
          throw new FlightlineError('INVALID_INPUT', `${relative} is not an absolute path.`);
        assertChoicesFit(choices);
        parts.meter.ingestRequests.paths += 1;
        const name = batchName ?? nameOf(paths);
        return ingest({ batchId: batchIdOf(by.key), paths, lane: lane ?? 'batch', choices, name }, by);
      },
    },
    take: ingest,
    async resume() {
      for (const batch of await batches.inStates(database, ['open'])) {
        const task = (await getValue(database, scanKey(batch.id))) as ScanTask | null | undefined;
        if (task) start(task);
        parts.batchWatch.batchChanged(batch.id);
      }
      sealTimer = setInterval(() => void sealForsaken(), sealCheckMs);
      sealTimer.unref();
    },
    async stop() {
      clearInterval(sealTimer);
      stopped.abort(new FlightlineError('INTERRUPTED', 'The gateway is stopping.'));
      await Promise.allSettled(running.values());
    },
  };
}
