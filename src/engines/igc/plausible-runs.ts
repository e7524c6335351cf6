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

/** Runs that agree with each other, whatever was dropped between them. */
interface Group {
  from: number;
  to: number;
  /** Members kept. */
  length: number;
}

/**
 * Short runs that contradict what is before them are spikes; a long one is a jump unless the run after it agrees again
 * with what was before. Takes time in proportion to `n`.
 */
export function plausibleRuns(n: number, rules: RunRules): RunResult {
  const keep = new Uint8Array(n).fill(1);
  const starts = n > 0 ? [0] : [];
  for (let i = 1; i < n; i++) if (!rules.agree(i - 1, i)) starts.push(i);
  if (starts.length <= 1) return { keep, dropped: 0, jumps: [] };

  const endOf = (run: number) => starts[run + 1] ?? n;
  const groups: Group[] = [];
  let dropped = 0;
  const drop = (from: number, to: number, members: number) => {
    keep.fill(0, from, to);
    dropped += members;
  };
  starts.forEach((from, run) => {
    const length = endOf(run) - from;
    const next = starts[run + 1];
    const nextLength = next === undefined ? 0 : endOf(run + 1) - next;
    if (joins(from, length)) return;
    const before = groups.at(-1);
    if (before && isSpike(before, length, { next, nextLength })) {
      drop(from, from + length, length);
      return;
    }
    // A few members before a longer run were the spike, not this one.
    for (let last = before; last && last.length < SPIKE && length > last.length; last = groups.at(-1)) {
      drop(last.from, last.to + 1, last.length);
      groups.pop();
    }
    if (!joins(from, length)) groups.push({ from, to: from + length - 1, length });
  });
  return { keep, dropped, jumps: groups.slice(1).map((group) => group.from) };

  function joins(from: number, length: number): boolean {
    const group = groups.at(-1);
    if (!group || !rules.agree(group.to, from)) return false;
    group.to = from + length - 1;
    group.length += length;
    return true;
  }

  function isSpike(
    before: Group,
    length: number,
    after: { next: number | undefined; nextLength: number },
  ): boolean {
    const { next, nextLength } = after;
    if (next !== undefined && rules.canBeSpike(before.to, next) && rules.agree(before.to, next)) {
      return length < Math.max(before.length, nextLength);
    }
    return length < SPIKE && before.length >= SPIKE;
  }
}
