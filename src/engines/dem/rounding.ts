/** Results carry the digits that mean something. */

/** Tenths of a metre; null where there is no height. */
export function elevation(value: number): number | null {
  return Number.isNaN(value) ? null : tenths(value);
}

export function tenths(value: number): number {
  const rounded = Math.round(value * 10) / 10;
  return rounded === 0 ? 0 : rounded; // no -0
}

export const metres = (value: number): number => Math.round(value) + 0;
/** About 0.1 m. */
export const degrees = (value: number): number => Math.round(value * 1e6) / 1e6;
export const share = (value: number): number => Math.round(value * 1e4) / 1e4;

/** ISO 8601 UTC, with milliseconds only when the time has them. */
export function isoTime(epochS: number): string {
  return new Date(Math.round(epochS * 1000)).toISOString().replace('.000Z', 'Z');
}
