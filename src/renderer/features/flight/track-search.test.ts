import { describe, expect, it } from 'vitest';
import type { XcmetricsTrack } from '#contract/xcmetrics-track';
import { boundsOf, epochMsAt, indexAtTime, nearestFix, spanBetween } from './track-search';

const track: XcmetricsTrack = {
  n: 4,
  startEpochS: 1_700_000_000,
  timeS: [0, 10, 20, 30],
  lat: [46, 46.01, 46.02, 46.03],
  lon: [8, 8.02, 8.01, 8.03],
  altM: [1000, 1100, 1200, 1150],
  gnssAltM: null,
  baroAltM: null,
  varioMps: [0, 10, 10, -5],
  groundSpeedMps: [0, 10, 10, 10],
  phase: [0, 2, 2, 1],
};

describe('track search', () => {
  it.each([
    [-5, 0],
    [0, 0],
    [11, 2],
    [30, 3],
    [99, 3],
  ])('the first fix at or after %d s is %d', (seconds, index) => {
    expect(indexAtTime(track.timeS, seconds)).toBe(index);
  });

  it('finds the span between two moments', () => {
    const iso = (index: number): string => new Date(epochMsAt(track, index)).toISOString();
    expect(spanBetween(track, iso(1), iso(3))).toEqual({ from: 1, to: 3 });
  });

  it('finds the nearest fix, but not one that is too far', () => {
    const all = { from: 0, to: 3 };
    expect(nearestFix(track, all, { lng: 8.011, lat: 46.019 }, 0.01)).toBe(2);
    expect(nearestFix(track, all, { lng: 9, lat: 46 }, 0.01)).toBeNull();
    expect(nearestFix(track, { from: 0, to: 1 }, { lng: 8.01, lat: 46.02 }, 0.05)).toBe(1);
  });

  it('bounds a part of the track', () => {
    expect(boundsOf(track, { from: 1, to: 2 })).toEqual([8.01, 46.01, 8.02, 46.02]);
  });
});
