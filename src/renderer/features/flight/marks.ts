/** Turnpoints and low saves as moments of the track. */
import type { LowSave } from '#contract/dem';
import type { XcmetricsTrack } from '#contract/xcmetrics-track';
import type { BarogramMark } from './barogram/draw';
import type { ScoreOverlay } from './score/overlay';
import { indexAtTime } from './track-search';

export function marksOf(
  track: XcmetricsTrack,
  overlay: ScoreOverlay | null,
  lowSaves: readonly LowSave[],
): BarogramMark[] {
  const points = (overlay?.points ?? []).flatMap(({ at, label }): BarogramMark[] =>
    at.index === null || at.index >= track.n ? [] : [{ index: at.index, label, kind: 'turnpoint' }],
  );
  const lows = lowSaves.map(({ time }): BarogramMark => {
    const index = indexAtTime(track.timeS, Date.parse(time) / 1000 - track.startEpochS);
    return { index, label: '', kind: 'lowSave' };
  });
  return [...points, ...lows];
}
