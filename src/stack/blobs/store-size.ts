/** How many bytes lay in the store when it was opened; counted in the background, puts go on meanwhile. */
import type { BlobPaths } from './blob-paths';
import { allBlobs } from './collect-garbage';

export class StoreSize {
  readonly bytes: Promise<number>;
  /** What was put since, which the guard counts itself; null once the count is done. */
  private fresh: Set<string> | null = new Set();

  constructor(paths: BlobPaths) {
    this.bytes = this.count(paths);
  }

  /** To be called before the blob's file appears. */
  appearing(sha256: string): void {
    this.fresh?.add(sha256);
  }

  private async count(paths: BlobPaths): Promise<number> {
    let bytes = 0;
    for await (const blob of allBlobs(paths)) {
      if (this.fresh?.has(blob.sha256) !== true) bytes += blob.sizeBytes;
    }
    this.fresh = null;
    return bytes;
  }
}
