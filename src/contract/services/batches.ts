/** What can be asked about batches and done to them. */
import type { Batch, MemberPage, MemberPageQuery } from '../batches';
import type { ActResult } from '../jobs';
import type { Lane } from '../queues';
import type { Act } from './act';

export interface BatchService {
  list(): Promise<Batch[]>;
  get(id: string): Promise<Batch>;
  members(query: MemberPageQuery): Promise<MemberPage>;
  create(input: { name: string; lane: Lane }, act: Act): Promise<Batch>;
  /** No more members will be added. */
  seal(id: string, act: Act): Promise<Batch>;
  pause(id: string, act: Act): Promise<Batch>;
  resume(id: string, act: Act): Promise<Batch>;
  cancel(id: string, act: Act): Promise<Batch>;
  retryFailed(id: string, act: Act): Promise<ActResult>;
}
