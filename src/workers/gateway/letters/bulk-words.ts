/** What the audit log tells of an act on many letters: how many of what, and what became of them. */
import type { BulkRequest, LetterBulk } from '#contract/letter-bulks';
import { inputs, walk } from '../../../stack/database/dead-letters';
import type { Database } from '../../../stack/database/open';

const verbs: Record<LetterBulk['verb'], string> = {
  retry: 'Retry',
  edit: 'Change and retry',
  discard: 'Discard',
  undo: 'Take back',
};
const longestMessage = 80;

/** Which letters an act is for; a group is named by the error of one of its letters. */
export async function targetText(database: Database, request: BulkRequest): Promise<string> {
  if (request.verb === 'undo') return `letters of the act ${request.act}`;
  if ('ids' in request.target) return 'chosen dead letters';
  const { engine, errorCode, fingerprint, search } = request.target.filter;
  const parts: string[] = [];
  if (fingerprint !== undefined) {
    const [one] = await walk(database, { fingerprint }, { until: Date.now(), after: null, limit: 1 });
    const [letter] = one ? await inputs(database, [one.id]) : [];
    const message = letter?.errorMessage.slice(0, longestMessage);
    parts.push(message === undefined ? `the group ${fingerprint}` : `the group “${message}”`);
  }
  if (errorCode !== undefined) parts.push(`the error ${errorCode}`);
  if (engine !== undefined) parts.push(`the engine ${engine}`);
  if (search !== undefined && search !== '') parts.push(`the search “${search}”`);
  return parts.length === 0 ? 'all dead letters' : `dead letters of ${parts.join(', ')}`;
}

type Outcome = Pick<LetterBulk, 'verb' | 'state' | 'total' | 'done' | 'skipped' | 'message'>;

/** One line for the list of the log. */
export function bulkLine({ verb, state, total, done, skipped }: Outcome, of: string): string {
  const went = [`${done} done`, ...(skipped > 0 ? [`${skipped} left out`] : [])].join(', ');
  const end = state === 'done' ? '' : state === 'running' || state === 'canary' ? ', goes on' : `, ${state}`;
  return `${verbs[verb]} ${total} ${total === 1 ? 'letter' : 'letters'} (${of}): ${went}${end}`;
}

/** For `Change.after`. */
export function bulkOutcome(bulk: Outcome, of: string): Record<string, unknown> {
  const { state, total, done, skipped, message } = bulk;
  return { name: bulkLine(bulk, of), of, state, total, done, skipped, message };
}
