/** Draws two barograms over each other. */
import { toPixelColumns } from '../barogram/decimate';
import { margin } from '../barogram/geometry';
import { niceStep, timeTicks, valueTicks } from '../barogram/ticks';
import { sideColor, type Side } from './colors';
import { axisTime, timeShiftS, type AxisRange, type Flown } from './lines';
import type { TimeBase } from './search';

export interface CompareScale {
  width: number;
  height: number;
  plotWidth: number;
  plotHeight: number;
  range: AxisRange;
}

export function scaleOf(width: number, height: number, range: AxisRange): CompareScale {
  const step = niceStep(Math.max(50, range.highM - range.lowM), 4) / 2;
  return {
    width,
    height,
    plotWidth: Math.max(1, Math.floor(width - margin.left - margin.right)),
    plotHeight: Math.max(1, height - margin.top - margin.bottom),
    range: {
      ...range,
      lowM: Math.floor(range.lowM / step) * step,
      highM: Math.ceil(range.highM / step) * step,
    },
  };
}

export function xOfTime({ plotWidth, range }: CompareScale, seconds: number): number {
  return margin.left + ((seconds - range.fromS) / Math.max(1e-9, range.toS - range.fromS)) * plotWidth;
}

export function timeOfX({ plotWidth, range }: CompareScale, x: number): number {
  const share = Math.min(1, Math.max(0, (x - margin.left) / plotWidth));
  return range.fromS + share * (range.toS - range.fromS);
}

function yOf({ plotHeight, range }: CompareScale, altitudeM: number): number {
  return margin.top + (1 - (altitudeM - range.lowM) / Math.max(1e-9, range.highM - range.lowM)) * plotHeight;
}

interface Picture {
  scale: CompareScale;
  flights: Record<Side, Flown>;
  by: TimeBase;
  dark: boolean;
}

export function drawCompare(context: CanvasRenderingContext2D, picture: Picture): void {
  const { scale, flights, by } = picture;
  context.clearRect(0, 0, scale.width, scale.height);
  context.font = `11px ${getComputedStyle(context.canvas).fontFamily}`;
  drawAxes(context, picture);
  for (const side of ['a', 'b'] as const) drawTrack(context, scale, { flown: flights[side], side, by });
}

function drawAxes(context: CanvasRenderingContext2D, { scale, by, dark }: Picture): void {
  const { range, plotWidth, plotHeight } = scale;
  context.strokeStyle = dark ? '#28323d' : '#e4e9ee';
  context.fillStyle = dark ? '#95a1ae' : '#5f6c79';
  context.lineWidth = 1;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const tick of valueTicks(range.lowM, range.highM, Math.max(2, plotHeight / 34))) {
    const y = Math.round(yOf(scale, tick)) + 0.5;
    context.beginPath();
    context.moveTo(margin.left, y);
    context.lineTo(margin.left + plotWidth, y);
    context.stroke();
    context.fillText(`${tick.toLocaleString('en-GB')} m`, margin.left - 6, y);
  }
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const tick of timeTicks(range.fromS, range.toS, plotWidth / 90, 0))
    context.fillText(axisTime(tick, by), xOfTime(scale, tick), margin.top + plotHeight + 7);
}

function drawTrack(
  context: CanvasRenderingContext2D,
  scale: CompareScale,
  { flown, side, by }: { flown: Flown; side: Side; by: TimeBase },
): void {
  const { track, span } = flown;
  const shift = timeShiftS(flown, by);
  const left = xOfTime(scale, (track.timeS[span.from] ?? 0) + shift);
  const right = xOfTime(scale, (track.timeS[span.to] ?? 0) + shift);
  const series = { timeS: track.timeS, value: track.altM, tint: track.altM };
  const columns = toPixelColumns(series, span, Math.max(1, Math.round(right - left)));
  context.strokeStyle = sideColor[side];
  context.lineWidth = 1.7;
  context.lineJoin = 'round';
  context.beginPath();
  columns.max.forEach((high, column) => {
    if (Number.isNaN(high)) return;
    context.lineTo(left + column + 0.5, yOf(scale, high));
    const low = columns.min[column] ?? high;
    if (low !== high) context.lineTo(left + column + 0.5, yOf(scale, low));
  });
  context.stroke();
}

export function drawCompareCursor(
  context: CanvasRenderingContext2D,
  scale: CompareScale,
  cursor: { atS: number; dark: boolean; altitudes: Record<Side, number | null> } | null,
): void {
  context.clearRect(0, 0, scale.width, scale.height);
  if (!cursor) return;
  const x = xOfTime(scale, cursor.atS);
  context.strokeStyle = cursor.dark ? '#95a1ae' : '#5f6c79';
  context.beginPath();
  context.moveTo(Math.round(x) + 0.5, margin.top);
  context.lineTo(Math.round(x) + 0.5, margin.top + scale.plotHeight);
  context.stroke();
  for (const side of ['a', 'b'] as const) {
    const altitude = cursor.altitudes[side];
    if (altitude === null) continue;
    context.beginPath();
    context.arc(x, yOf(scale, altitude), 4, 0, 2 * Math.PI);
    context.fillStyle = sideColor[side];
    context.fill();
  }
}
