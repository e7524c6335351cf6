/** One input file with what became of it: what every output form is made from. */
import type { BatchMember, MemberState } from '#contract/batches';
import { errorCatalogue, isErrorCode } from '#contract/errors';
import type { JobRow } from '#contract/jobs';

export interface EntryError {
  code: string;
  message: string;
  /** What the person can do about it. */
  action: string;
}

export interface Entry {
  fileName: string;
  /** As the person named the file. */
  path: string;
  state: MemberState;
  jobId: string | null;
  error: EntryError | null;
}

/** What of a result an output form needs, beside the entry. */
export interface ResultParts {
  output?: unknown;
  summary?: JobRow['summary'];
  /** The view of this name, parsed. */
  view?: unknown;
}

export function entryError(
  code: string | null,
  message: string | null,
  state: MemberState,
): EntryError | null {
  if (state === 'completed') return null;
  const known = code ?? (state === 'failed' ? 'ENGINE_FAILED' : 'CANCELLED');
  return {
    code: known,
    message: message ?? `The job is ${state}.`,
    action: isErrorCode(known) ? errorCatalogue[known].action : 'Look at the job in the console.',
  };
}

export function entryOf(member: BatchMember, path: string): Entry {
  const { fileName, state, jobId } = member;
  return { fileName, path, state, jobId, error: entryError(member.errorCode, member.errorMessage, state) };
}
