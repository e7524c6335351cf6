/** An act on many letters as others see it: how far it is, and how many letters it is for. */
import { terminalStates } from '#contract/jobs';
import type { BulkRequest, CanaryResult, LetterBulk } from '#contract/letter-bulks';
import { count } from '../../../stack/database/dead-letters';
import type * as bulks from '../../../stack/database/letter-bulks';
import { countTakenBy } from '../../../stack/database/letters-gone';
import type { GatewayParts } from '../parts';
import type { CanaryJob } from './canary';
import { forecast } from './pace';

export function countCanaries(canary: CanaryResult, found: readonly CanaryJob[]): CanaryResult {
  return {
    ids: canary.ids,
    ended: found.filter(({ state }) => terminalStates.includes(state)).length,
    completed: found.filter(({ state }) => state === 'completed').length,
    failed: found.filter(({ state }) => state === 'failed').length,
  };
}

export function withRate({ request, ...row }: bulks.StoredBulk): bulks.BulkRow {
  return { ...row, ratePerS: 'ratePerS' in request ? request.ratePerS : null };
}

/** As consoles see it. */
export function describe(row: bulks.BulkRow, now: number): LetterBulk {
  const { passed, total, startedAt, cursorAt: _at, cursorId: _id, ...bulk } = row;
  const runs = row.state === 'running';
  const canaries = row.canary?.ids.length ?? 0;
  const { speedPerS, etaMs } = forecast({
    passed: Math.max(0, passed - canaries),
    total: Math.max(0, total - canaries),
    startedAt,
    now: row.finishedAt ?? now,
  });
  return { ...bulk, total, skipped: Math.max(0, passed - row.done), speedPerS, etaMs: runs ? etaMs : null };
}

/** How many letters a request is for. */
export async function sizeOf({ database }: GatewayParts, request: BulkRequest): Promise<number> {
  return request.verb === 'undo' ? countTakenBy(database, request.act) : count(database, request.target);
}
