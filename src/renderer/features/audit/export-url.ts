/** Address of the audit log as a file, under a filter. */
import type { AuditFilter } from '#contract/audit';

export function exportUrl(filter: AuditFilter, format: 'jsonl' | 'csv'): string {
  const query = new URLSearchParams({ format });
  for (const [key, value] of Object.entries(filter)) query.set(key, String(value));
  return `/api/v1/audit/export?${query.toString()}`;
}
