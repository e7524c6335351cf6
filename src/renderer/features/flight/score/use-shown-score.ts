/** The score by the rule set that the operator prefers, and whether it is of the flight on screen. */
import { useMemo } from 'react';
import type { FlightMetrics } from '#contract/xcmetrics';
import type { RuleScore, XcscoreOutput } from '#contract/xcscore';
import { usePreferences } from '../../../state/preferences';
import { matchFlight } from '../match-flight';
import { overlayOf, type ScoreOverlay } from './overlay';

export interface ShownScore {
  score: RuleScore;
  /** Null when nothing was reached, or by another flight of the file. */
  overlay: ScoreOverlay | null;
  /** Take-off of the flight that scored, when it is another one. */
  otherTakeoff: string | null;
}

/** The preferred rule set's score, or the first one where it was not asked for. */
export function preferredScore(scores: readonly RuleScore[], ruleSet: string): RuleScore | undefined {
  return scores.find(({ rule }) => rule === ruleSet) ?? scores[0];
}

export function useShownScore(
  result: XcscoreOutput | null,
  flight: FlightMetrics | undefined,
  index: number,
): ShownScore | null {
  const ruleSet = usePreferences((state) => state.ruleSet);
  return useMemo(() => {
    const score = result && preferredScore(result.scores, ruleSet);
    if (!result || !score) return null;
    const scored = result.flights[score.flight];
    const wanted = flight && { startIso: flight.takeoff.time, index };
    const here = !wanted || matchFlight(result.flights, wanted, ({ takeoff }) => takeoff.time) === scored;
    return {
      score,
      overlay: here ? overlayOf(score) : null,
      otherTakeoff: here ? null : (scored?.takeoff.time ?? null),
    };
  }, [result, ruleSet, flight, index]);
}
