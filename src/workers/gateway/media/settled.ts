/** Whether a file has been written to its end: a pure function of what was seen of it. */

export interface Seen {
  sizeBytes: number;
  /** ms since the epoch, with fractions. */
  modifiedAt: number;
}

export interface Watched extends Seen {
  /** When it was first seen with this size and time. */
  since: number;
}

/** A camera's card, a slow copy and a browser's download pause for less than this. */
export const quietMs = 2000;

/**
 * `dealt`: as it was when it was taken in. `waiting`: as it was at the last look.
 * A time of change in the future (another machine's clock) does not hold a file back for ever: it is enough that nothing
 * of it changes between two looks.
 */
export function judge(
  now: number,
  file: Seen,
  { dealt, waiting }: { dealt?: Seen; waiting?: Watched },
): { state: 'dealt' } | { state: 'ready' } | { state: 'waiting'; watched: Watched } {
  if (dealt && same(dealt, file)) return { state: 'dealt' };
  const since = waiting && same(waiting, file) ? waiting.since : now;
  const isQuiet = now - since >= quietMs;
  // One that was written long ago need not be looked at twice.
  const isOld = file.modifiedAt <= now - 10 * quietMs;
  return isQuiet || isOld ? { state: 'ready' } : { state: 'waiting', watched: { ...file, since } };
}

/** Times come back from the database to the millisecond's fraction, but not always to its last digit. */
function same(a: Seen, b: Seen): boolean {
  return a.sizeBytes === b.sizeBytes && Math.abs(a.modifiedAt - b.modifiedAt) < 1;
}
