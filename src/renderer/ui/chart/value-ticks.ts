/** Round values for the upright axis, from zero. */

const mostSteps = 5;
const factors = [1, 2, 2.5, 5, 10] as const;

/** @param binary values are bytes: steps are round in KiB, MiB … */
export function valueTicks(max: number, binary = false): number[] {
  const top = max > 0 && Number.isFinite(max) ? max : 1;
  const unit = binary ? 1024 ** Math.max(0, Math.floor(Math.log(top) / Math.log(1024))) : 1;
  const rough = top / unit / mostSteps;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const factor = factors.find((one) => one * magnitude >= rough * (1 - 1e-9)) ?? 10;
  const step = factor * magnitude * unit;
  const count = Math.ceil(top / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
