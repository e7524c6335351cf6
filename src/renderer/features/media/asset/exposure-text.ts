/** How a picture was exposed, as photographers write it: `1/250 s, f/2.8, ISO 400, 35 mm`. */
import type { Camera } from '#contract/allocator';

function timeText(seconds: number): string {
  return seconds >= 0.3 ? `${Number(seconds.toFixed(1))} s` : `1/${Math.round(1 / seconds)} s`;
}

/** Null when nothing is known. */
export function exposureText({ exposureS, fNumber, iso, focalMm }: Camera): string | null {
  const parts = [
    exposureS !== null && exposureS > 0 ? timeText(exposureS) : null,
    fNumber === null ? null : `f/${Number(fNumber.toFixed(1))}`,
    iso === null ? null : `ISO ${iso}`,
    focalMm === null ? null : `${Number(focalMm.toFixed(1))} mm`,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : null;
}
