/** What can be asked about dead letters and done to them. */
import type {
  DeadLetterDetail,
  DeadLetterPage,
  DeadLetterQuery,
  InputPreview,
  LetterGroupList,
  LetterGroupQuery,
  LetterPayload,
  TrashPage,
  TrashQuery,
} from '../dead-letters';
import type { ActResult } from '../jobs';
import type { BulkRequest, LetterBulk } from '../letter-bulks';
import type { ImportResult } from '../letter-bundle';
import type {
  ChangePreview,
  DryRunResult,
  LetterTarget,
  PayloadChange,
  PayloadForm,
  PayloadIssue,
} from '../letter-edits';
import type { Act } from './act';

export interface DeadLetterService {
  page(query: DeadLetterQuery): Promise<DeadLetterPage>;
  groups(query: LetterGroupQuery): Promise<LetterGroupList>;
  /** Letters an act on the target would be for. */
  count(target: LetterTarget): Promise<number>;
  get(jobId: string): Promise<DeadLetterDetail>;
  input(jobId: string): Promise<InputPreview>;
  trash(query: TrashQuery): Promise<TrashPage>;
  retry(jobIds: string[], act: Act): Promise<ActResult>;
  discard(jobIds: string[], reason: string, act: Act): Promise<ActResult>;
  restore(jobIds: string[], act: Act): Promise<ActResult>;

  form(jobId: string): Promise<PayloadForm>;
  check(jobId: string, payload: unknown): Promise<PayloadIssue[]>;
  /** Runs the payload in the isolated process; nothing of it is stored. */
  dryRun(jobId: string, payload: LetterPayload, signal: AbortSignal): Promise<DryRunResult>;
  /** @returns the job that now waits, or has been done before */
  edit(jobId: string, payload: LetterPayload, act: Act): Promise<{ jobId: string; known: boolean }>;
  preview(target: LetterTarget, change: PayloadChange): Promise<ChangePreview>;

  /** Letters of a stored bundle; those that are here already stay as they are. */
  importBundle(bundle: { sha256: string; fileName: string }, act: Act): Promise<ImportResult>;

  /** Those that run or need a decision, and the newest of the others. */
  bulks(): Promise<LetterBulk[]>;
  startBulk(request: BulkRequest, act: Act): Promise<LetterBulk>;
  cancelBulk(id: string, act: Act): Promise<LetterBulk>;
  /** After the canaries failed alike: the rest all the same. */
  goOnWithBulk(id: string, act: Act): Promise<LetterBulk>;
}
