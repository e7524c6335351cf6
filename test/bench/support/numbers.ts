/** Medians and percentiles of what a bench measured. */

export function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/** Nearest rank. @param share 0..1 */
export function percentile(values: readonly number[], share: number): number {
  const order = sorted(values);
  return order[Math.max(0, Math.ceil(order.length * share) - 1)] ?? Number.NaN;
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const order = sorted(values);
  const half = order.length >> 1;
  if (order.length % 2 === 1) return order[half] ?? Number.NaN;
  return ((order[half - 1] ?? Number.NaN) + (order[half] ?? Number.NaN)) / 2;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** `12 to 34`, for notes: how far the runs are apart. */
export function spread(values: readonly number[], digits = 0): string {
  const order = sorted(values);
  return `${order[0]?.toFixed(digits) ?? '-'} to ${order.at(-1)?.toFixed(digits) ?? '-'}`;
}
