/** Removes stored files that no job and no asset refers to, with what was made from them: refused uploads, mostly. */
import { messageOf } from '#contract/errors';
import type { Collected } from '../../stack/blobs/blob-store';
import { derivedDir, removeDerived } from '../../stack/blobs/derived-files';
import { referencedBlobs } from '../../stack/database/jobs';
import type { GatewayParts } from './parts';

const firstMs = 5 * 60_000;
const everyMs = 6 * 3600_000;
/** Far longer than any intake takes from the stored file to its job. */
const minAgeMs = 24 * 3600_000;

type Needs = Pick<GatewayParts, 'blobs' | 'database' | 'init'>;

export function collectBlobs({ blobs, database, init }: Needs, signal: AbortSignal): Promise<Collected> {
  const derived = derivedDir(init.dataDir);
  return blobs.collectGarbage((hashes) => referencedBlobs(database, hashes), {
    minAgeMs,
    signal,
    onRemoved: (sha256) => removeDerived(derived, sha256),
  });
}

/** @returns a function that ends it */
export function startCollecting(parts: Needs & Pick<GatewayParts, 'log'>): () => void {
  const { log } = parts;
  const stopped = new AbortController();
  const collect = async () => {
    try {
      const collected = await collectBlobs(parts, stopped.signal);
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
