/** The most likely course of a two-state process: a Viterbi decoder on log-likelihood ratios, normalised to time. */

export interface TwoStateCosts {
  /** Nats that a change 0 → 1 and 1 → 0 costs. */
  enter: number;
  leave: number;
  /** Nats that it costs to begin in state 1. */
  startInside?: number;
}

/**
 * `evidence[i]` is the log-likelihood ratio for state 1 at i, already multiplied by the time it stands for, so that
 * the result does not depend on the recording interval. (Viterbi 1967; igc_lib uses the same idea per fix.)
 * @returns 0 or 1 per member
 */
export function decodeTwoState(evidence: Float64Array, costs: TwoStateCosts): Uint8Array {
  const n = evidence.length;
  const states = new Uint8Array(n);
  if (n === 0) return states;
  const cameFrom = new Uint8Array(n); // bit 0: predecessor of state 0, bit 1: predecessor of state 1
  let score0 = 0;
  let score1 = (evidence[0] as number) - (costs.startInside ?? costs.enter);
  for (let i = 1; i < n; i++) {
    const from1 = score1 - costs.leave;
    const from0 = score0 - costs.enter;
    const back0 = from1 > score0 ? 1 : 0;
    const back1 = from0 > score1 ? 0 : 1;
    score0 = back0 === 1 ? from1 : score0;
    score1 = (back1 === 0 ? from0 : score1) + (evidence[i] as number);
    cameFrom[i] = back0 | (back1 << 1);
  }
  let state = score1 > score0 ? 1 : 0;
  for (let i = n - 1; i >= 0; i--) {
    states[i] = state;
    state = ((cameFrom[i] as number) >> state) & 1;
  }
  return states;
}
