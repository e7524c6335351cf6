/** Which processes a pool starts and which it lets go to reach its size: a pure function. */

export interface PoolMember {
  number: number;
  /** It is on its way out and counts no more. */
  ending: boolean;
  /** A process exists at this moment. */
  runs: boolean;
  /** Jobs it runs. */
  working: number;
}

/** New ones get the lowest free numbers; those go first that do not run, then the idlest, then the youngest. */
export function poolSteps(
  members: readonly PoolMember[],
  wanted: number,
): { start: number[]; end: number[] } {
  const staying = members.filter(({ ending }) => !ending);
  const taken = new Set(members.map(({ number }) => number));
  const start: number[] = [];
  for (let number = 1; staying.length + start.length < wanted; number++)
    if (!taken.has(number)) start.push(number);
  const end = [...staying]
    .sort((a, b) => Number(a.runs) - Number(b.runs) || a.working - b.working || b.number - a.number)
    .slice(0, Math.max(0, staying.length - wanted))
    .map(({ number }) => number);
  return { start, end };
}
