/** When a message to a webhook is tried again. */

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** As Standard Webhooks recommend: soon at first, then for more than a day. */
const delaysMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
];

/** @param attempts that were made  @returns null when it is given up; 410 Gone ends it at once */
export function retryDelayMs(attempts: number, status: number | null): number | null {
  if (status === 410) return null;
  return delaysMs[attempts - 1] ?? null;
}
