/** Rounding as leagues and their programs do it: to decimals, halves as the stored number has them; 0 leaves a value as it is. */

const decimalsOf = new Map([
  [1, 0],
  [0.1, 1],
  [0.01, 2],
  [0.001, 3],
]);

/** Nearer to the middle between two steps than this, the digits of the stored number decide. */
const NEAR_HALF = 1e-6;

/** `step`: one of `StepSize`. */
export function roundTo(value: number, step: number): number {
  if (step === 0) return value;
  const scale = Math.round(1 / step);
  const scaled = value * scale;
  const below = Math.floor(scaled);
  if (Math.abs(scaled - below - 0.5) < NEAR_HALF) return Number(value.toFixed(decimalsOf.get(step)));
  return Math.round(scaled) / scale;
}

/** For figures that are only shown. */
export function shown(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
