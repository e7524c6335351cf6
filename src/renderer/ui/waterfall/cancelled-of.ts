/** Whether somebody or something ended the work of a span. */
import type { Span } from '#contract/traces';

/** @returns the sentence that says who; null when it ended by itself */
export function cancelledOf({ events }: Pick<Span, 'events'>): string | null {
  const event = events.find(({ name }) => name === 'cancelled');
  return event ? String(event.attributes['flightline.cancelled.why'] ?? 'It was cancelled.') : null;
}
