/** Round values for axes. */

/** 1, 2 or 5 times a power of ten, so that about `wanted` steps fit. */
export function niceStep(range: number, wanted: number): number {
  const rough = Math.max(range, 1e-9) / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  return factor * power;
}

export function valueTicks(min: number, max: number, wanted: number): number[] {
  const step = niceStep(max - min, wanted);
  const ticks: number[] = [];
  for (let tick = Math.ceil(min / step) * step; tick <= max + 1e-9; tick += step)
    ticks.push(tick === 0 ? 0 : tick); // no −0
  return ticks;
}

const timeStepsS = [1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400];

/** Round clock times in the zone that is `offsetS` ahead of UTC; epoch seconds. */
export function timeTicks(fromS: number, toS: number, wanted: number, offsetS: number): number[] {
  const rough = (toS - fromS) / Math.max(1, wanted);
  const step = timeStepsS.find((candidate) => candidate >= rough) ?? 21_600;
  const ticks: number[] = [];
  for (let tick = Math.ceil((fromS + offsetS) / step) * step - offsetS; tick <= toS; tick += step)
    ticks.push(tick);
  return ticks;
}
