/** Results carry the digits that mean something: small, and the same on every machine. */

export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  const rounded = Math.round(value * factor) / factor;
  return rounded === 0 ? 0 : rounded; // no -0 in JSON comparisons
}

/** About 0.1 m. */
export const degrees = (value: number): number => round(value, 6);
export const metres = (value: number): number => round(value, 0);
export const mps = (value: number): number => round(value, 2);
export const seconds = (value: number): number => round(value, 1);
export const km = (metresValue: number): number => round(metresValue / 1000, 3);
export const kmh = (metresPerSecond: number): number => round(metresPerSecond * 3.6, 1);
