/** Frames in a second, by the times of the first packets; good enough for a label. */

/** Packets come in the order of decoding: those frames that are shown between the last ones may be missing (ISO 14496-10, A.3.1). */
const mostReordered = 16;

/** @param timesS when each is shown; null: it cannot be said. @param isCut more packets follow */
export function frameRateOf(timesS: readonly number[], isCut: boolean): number | null {
  const shown = timesS.toSorted((a, b) => a - b).slice(0, isCut ? -mostReordered : undefined);
  const spanS = (shown.at(-1) ?? 0) - (shown[0] ?? 0);
  return spanS > 0 ? Math.round(((shown.length - 1) / spanS) * 100) / 100 : null;
}
