/** Removes stored files that no job refers to: refused uploads, mostly. */
import { messageOf } from '#contract/errors';
import { referencedBlobs } from '../../stack/database/jobs';
import type { GatewayParts } from './parts';

const firstMs = 5 * 60_000;
const everyMs = 6 * 3600_000;
/** Far longer than any intake takes from the stored file to its job. */
const minAgeMs = 24 * 3600_000;

/** @returns a function that ends it */
export function startCollecting({
  blobs,
  database,
  log,
}: Pick<GatewayParts, 'blobs' | 'database' | 'log'>): () => void {
  const stopped = new AbortController();
  const collect = async () => {
    try {
      const collected = await blobs.collectGarbage((hashes) => referencedBlobs(database, hashes), {
        minAgeMs,
        signal: stopped.signal,
      });
      if (collected.removed > 0) log.info('blobs-collected', { ...collected });
    } catch (error) {
      if (!stopped.signal.aborted) log.warn('blobs-not-collected', { message: messageOf(error) });
    }
  };
  const first = setTimeout(() => void collect(), firstMs);
  const timer = setInterval(() => void collect(), everyMs);
  first.unref();
  timer.unref();
  return () => {
    stopped.abort();
    clearTimeout(first);
    clearInterval(timer);
  };
}
