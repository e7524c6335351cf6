/** Where things are on the barogram, in CSS pixels. */
import type { XcmetricsTrack } from '#contract/xcmetrics-track';
import { indexAtTime, type Span } from '../track-search';
import type { PixelColumns } from './decimate';
import type { GroundPoint } from './terrain-runs';
import { niceStep } from './ticks';

export const margin = { left: 52, right: 14, top: 10, bottom: 22 } as const;

export interface Geometry {
  width: number;
  height: number;
  plotWidth: number;
  plotHeight: number;
  /** Altitude at the bottom and at the top. */
  low: number;
  high: number;
  fromS: number;
  toS: number;
}

export function geometryOf(
  size: { width: number; height: number },
  drawn: { columns: PixelColumns; terrain: readonly GroundPoint[][] },
  track: XcmetricsTrack,
  span: Span,
): Geometry {
  const { columns, terrain } = drawn;
  let low = Infinity;
  let high = -Infinity;
  for (const value of columns.min) if (value < low) low = value;
  for (const value of columns.max) if (value > high) high = value;
  for (const { groundM } of terrain.flat()) if (groundM < low) low = groundM;
  if (!Number.isFinite(low)) [low, high] = [0, 1];
  const step = niceStep(Math.max(50, high - low), 4) / 2;
  return {
    ...size,
    plotWidth: plotWidthOf(size.width),
    plotHeight: Math.max(1, size.height - margin.top - margin.bottom),
    low: Math.floor((low - step * 0.3) / step) * step,
    high: Math.ceil((high + step * 0.3) / step) * step,
    fromS: track.timeS[span.from] ?? 0,
    toS: track.timeS[span.to] ?? 1,
  };
}

export function plotWidthOf(width: number): number {
  return Math.max(1, Math.floor(width - margin.left - margin.right));
}

export function xOf(geometry: Geometry, timeS: number): number {
  const share = (timeS - geometry.fromS) / Math.max(1e-9, geometry.toS - geometry.fromS);
  return margin.left + share * geometry.plotWidth;
}

export function yOf(geometry: Geometry, altitudeM: number): number {
  const share = (altitudeM - geometry.low) / Math.max(1e-9, geometry.high - geometry.low);
  return margin.top + (1 - share) * geometry.plotHeight;
}

export function indexAtX(geometry: Geometry, track: XcmetricsTrack, span: Span, x: number): number {
  const share = Math.min(1, Math.max(0, (x - margin.left) / geometry.plotWidth));
  const index = indexAtTime(track.timeS, geometry.fromS + share * (geometry.toS - geometry.fromS));
  return Math.min(span.to, Math.max(span.from, index));
}
