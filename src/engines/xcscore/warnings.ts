/** What an operator should know before believing a score. */
import type { RuleScore, RuleSet, ScoreWarning } from '#contract/xcscore';
import type { Track } from '../igc/track';
import type { ScoredStretch } from './scored-flights';
import { MAX_FIXES } from './scored-flights';

export function scoreWarnings(
  { track, stretches }: { track: Track; stretches: readonly ScoredStretch[] },
  scores: readonly RuleScore[],
  sets: readonly RuleSet[],
): ScoreWarning[] {
  const warnings: ScoreWarning[] = [];
  const add = (code: string, message: string) => warnings.push({ code, message });
  const { notValidated } = track.counts;
  if (notValidated > 0)
    add('NOT_VALIDATED', `${notValidated} fixes without a valid position (V) were left out.`);
  if (stretches.some(({ thinned }) => thinned))
    add(
      'THINNED',
      `A flight has more than ${MAX_FIXES} fixes: it was thinned out evenly before it was scored.`,
    );
  const jumps = track.positionJumps.length;
  if (jumps > 0) add('POSITION_JUMP', `The position jumps ${jumps} times; a leg may rest on such a jump.`);
  const limited = sets.filter(({ shapes }) =>
    shapes.some(({ maxFinishBelowStartM }) => maxFinishBelowStartM !== null),
  );
  if (limited.length > 0 && track.altitudeSource === 'none') {
    const names = limited.map(({ id }) => id).join(', ');
    add('NO_ALTITUDE', `The file has no altitudes: the altitude limit was not applied (${names}).`);
  }
  const open = scores
    .filter(({ optimal }) => !optimal)
    .map(({ rule, upperBound }) => `${rule} (at most ${upperBound})`);
  if (open.length > 0) add('NOT_PROVEN', `The time ended before the proof: ${open.join(', ')}.`);
  return warnings;
}
