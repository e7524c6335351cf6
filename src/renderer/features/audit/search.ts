/** What the address of the audit page holds: the filter and the entry that is open. */
import { z } from 'zod';
import { AuditOutcome, type AuditFilter } from '#contract/audit';

export const periods = {
  hour: 'Last hour',
  day: 'Last day',
  week: 'Last 7 days',
  month: 'Last 30 days',
} as const;
export type Period = keyof typeof periods;

export const AuditSearch = z.object({
  act: z.string().max(100).optional().catch(undefined),
  actor: z.string().max(100).optional().catch(undefined),
  outcome: AuditOutcome.optional().catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
  period: z.enum(['hour', 'day', 'week', 'month']).optional().catch(undefined),
  entry: z.number().int().min(1).optional().catch(undefined),
});
export type AuditSearch = z.infer<typeof AuditSearch>;

const hourMs = 3_600_000;
const lengths: Record<Period, number> = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 168 * hourMs,
  month: 720 * hourMs,
};

export function filterOf({ act, actor, outcome, q, period }: AuditSearch, now: number): AuditFilter {
  return {
    ...(act ? { act } : {}),
    ...(actor ? { actor } : {}),
    ...(outcome ? { outcome } : {}),
    ...(q ? { search: q } : {}),
    ...(period ? { from: now - lengths[period] } : {}),
  };
}
