/** Logs: reads the files of all processes, those that are gone included. */
import { setTimeout as delay } from 'node:timers/promises';
import { type LogFilter, type LogPage, type LogPosition, mostLogLines } from '#contract/logs';
import type { Services } from '#contract/services';
import { keepWithin, listLogFiles, logDirOf, logLimitsOf } from '../../../stack/logs/log-files';
import { readAfter } from '../../../stack/logs/read-after';
import { readNew, readPage } from '../../../stack/logs/log-reader';
import type { GatewayParts } from '../parts';

const lookMs = 250;
const tidyMs = 3_600_000;

export function createLogService({ init }: GatewayParts): Services['logs'] {
  const dir = logDirOf(init.dataDir);
  const limits = logLimitsOf(init.settings);
  return {
    page: (query) => readPage(dir, query),
    after: (query) => readAfter(dir, query),
    async tail({ filter, position, waitMs }, signal) {
      const deadline = Date.now() + waitMs;
      for (let from = position; ;) {
        const tail = await readNew(dir, filter, from);
        const pause = Math.min(lookMs, deadline - Date.now());
        if (tail.lines.length > 0 || tail.skipped > 0 || pause <= 0 || signal.aborted) return tail;
        from = tail.position;
        await delay(pause, null, { signal }).catch(() => null);
      }
    },
    store() {
      const files = listLogFiles(dir);
      return Promise.resolve({
        processes: [...new Set(files.map(({ process }) => process))].sort(),
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
        oldestAt: files.length > 0 ? Math.min(...files.map(({ changedAt }) => changedAt)) : null,
        ...limits,
      });
    },
    all: (filter) => pagesOf(dir, filter),
  };
}

async function* pagesOf(dir: string, filter: LogFilter): AsyncGenerator<LogPage> {
  let older: LogPosition | undefined;
  for (;;) {
    const page = await readPage(dir, { filter, older, limit: mostLogLines });
    yield page;
    if (page.older === null) return;
    older = page.older;
  }
}

/** Drops old files also while nobody writes. @returns a function that ends it */
export function startLogUpkeep({ init, log }: GatewayParts): () => void {
  const timer = setInterval(() => {
    try {
      keepWithin(logDirOf(init.dataDir), logLimitsOf(init.settings), Date.now());
    } catch (error) {
      log.warn('log-upkeep-failed', { error });
    }
  }, tidyMs);
  timer.unref();
  return () => clearInterval(timer);
}
