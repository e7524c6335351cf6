/** Which members of a series can be true, when neighbours that contradict each other split it into runs. */

const SPIKE = 5;

export interface RunResult {
  /** 1 = keep. */
  keep: Uint8Array;
  dropped: number;
  /** Members at which the series jumps to another level and stays there. */
  jumps: number[];
}

export interface RunRules {
  /** Whether both members can be true; a < b. */
  agree(a: number, b: number): boolean;
  /** Whether a run from a to b is short enough to be an outage: over a long time everything agrees. */
  canBeSpike(a: number, b: number): boolean;
}

/**
 * Short runs that contradict what is before them are spikes; a long one is a jump unless the run after it agrees again
 * with what was before.
 */
export function plausibleRuns(n: number, { agree, canBeSpike }: RunRules): RunResult {
  const keep = new Uint8Array(n).fill(1);
  const starts = [0];
  for (let i = 1; i < n; i++) if (!agree(i - 1, i)) starts.push(i);
  const jumps: number[] = [];
  if (starts.length === 1) return { keep, dropped: 0, jumps };

  const lengthOf = (run: number) => (starts[run + 1] ?? n) - (starts[run] as number);
  let dropped = 0;
  let lastKept = -1; // member, not run
  let groupFrom = 0; // where the members begin that agree up to lastKept
  let keptLength = 0;
  for (let run = 0; run < starts.length; run++) {
    const from = starts[run] as number;
    const length = lengthOf(run);
    const isLast = run === starts.length - 1;
    if (lastKept >= 0 && agree(lastKept, from)) {
      keptLength += length;
    } else if (isSpike(run)) {
      keep.fill(0, from, from + length);
      dropped += length;
      continue;
    } else {
      if (lastKept >= 0 && keptLength < SPIKE && length > keptLength) dropGroup(from);
      else if (lastKept >= 0) jumps.push(from);
      groupFrom = from;
      keptLength = length;
    }
    lastKept = (isLast ? n : (starts[run + 1] as number)) - 1;
  }
  return { keep, dropped, jumps };

  /** A few members before a longer run were the spike, not this one. */
  function dropGroup(replacedBy: number): void {
    for (let i = groupFrom; i <= lastKept; i++) {
      dropped += keep[i] as number;
      keep[i] = 0;
    }
    if (jumps.at(-1) === groupFrom) jumps[jumps.length - 1] = replacedBy;
  }

  function isSpike(run: number): boolean {
    if (lastKept < 0) return false;
    const length = lengthOf(run);
    const next = starts[run + 1];
    if (next !== undefined && canBeSpike(lastKept, next) && agree(lastKept, next)) {
      return length < Math.max(keptLength, lengthOf(run + 1));
    }
    return length < SPIKE && keptLength >= SPIKE;
  }
}
