/** What can be asked about dead letters and done to them. */
import type { DeadLetterDetail, DeadLetterPage, DeadLetterQuery } from '../dead-letters';
import type { ActResult } from '../jobs';
import type { Act } from './act';

export interface DeadLetterService {
  page(query: DeadLetterQuery): Promise<DeadLetterPage>;
  get(jobId: string): Promise<DeadLetterDetail>;
  retry(jobIds: string[], act: Act): Promise<ActResult>;
  discard(jobIds: string[], reason: string, act: Act): Promise<ActResult>;
}
