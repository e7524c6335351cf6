/** What can be asked about jobs and done to them. */
import type { IngestItem } from '../ingest';
import type { ActResult, JobDetail, JobFilter, JobPage, JobPageQuery, StateCounts } from '../jobs';
import type { Act } from './act';

export interface JobService {
  page(query: JobPageQuery): Promise<JobPage>;
  counts(filter: JobFilter): Promise<StateCounts>;
  /** @throws FlightlineError `NOT_FOUND` */
  get(id: string): Promise<JobDetail>;
  cancel(ids: string[], act: Act): Promise<ActResult>;
  retry(ids: string[], act: Act): Promise<ActResult>;
  /** Another job of the same engine on the same file with other options. @throws FlightlineError `NOT_FOUND`, `INVALID_INPUT` */
  again(work: { id: string; options: Record<string, unknown> }, act: Act): Promise<IngestItem>;
}
