/** What an act on many letters is called while it runs and afterwards. */
import type { LetterBulk } from '#contract/letter-bulks';

export const bulkPast: Record<LetterBulk['verb'], string> = {
  retry: 'queued again',
  edit: 'edited and queued again',
  discard: 'moved to the trash',
  undo: 'as before',
};

const doing: Record<LetterBulk['verb'], string> = {
  retry: 'Retrying',
  edit: 'Editing and retrying',
  discard: 'Discarding',
  undo: 'Taking back',
};

const did: Record<LetterBulk['verb'], string> = {
  retry: 'Retried',
  edit: 'Edited and retried',
  discard: 'Discarded',
  undo: 'Took back',
};

export function bulkTitle({ verb, state }: Pick<LetterBulk, 'verb' | 'state'>): string {
  if (state === 'canary') return `${doing[verb]}: waiting for the first ones`;
  if (state === 'running') return doing[verb];
  if (state === 'stopped') return `${doing[verb]}: stopped`;
  return state === 'cancelled' ? `${did[verb]}, cancelled` : did[verb];
}
