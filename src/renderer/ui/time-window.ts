/** A window of time in the address: the same in logs, traces and charts, so that a link shows the same moments everywhere. */
import { z } from 'zod';

/** Ms since the epoch. */
export const TimeWindowSearch = z.object({
  from: z.number().min(0).max(8.64e15).optional().catch(undefined),
  to: z.number().min(0).max(8.64e15).optional().catch(undefined),
});
export type TimeWindowSearch = z.infer<typeof TimeWindowSearch>;

/** What stands round an event of so many ms: enough before and after to see what led to it. */
export function windowAround(at: number, durationMs: number): { from: number; to: number } {
  const margin = Math.max(2000, durationMs * 0.1);
  return { from: Math.floor(at - margin), to: Math.ceil(at + durationMs + margin) };
}

/** The value of an `<input type="datetime-local">`, in the operator's zone. */
export function toLocalInput(at: number): string {
  const date = new Date(at);
  const local = new Date(at - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

/** Null for what is no date yet. */
export function fromLocalInput(text: string): number | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}
