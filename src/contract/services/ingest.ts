/** Files of this machine, by path. */
import type { Batch } from '../batches';
import type { IngestPaths } from '../ingest';
import type { Act } from './act';

export interface IngestService {
  /** Starts reading; the batch tells how far it is. */
  paths(input: IngestPaths, act: Act): Promise<Batch>;
}
