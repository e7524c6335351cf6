/** Draws the barogram: axes, thermals as bands, altitude coloured by climb. */
import type { XcmetricsTrack } from '#contract/xcmetrics-track';
import { formatMoment } from '../../../ui/time-format';
import type { Span } from '../track-search';
import { binColor, varioBin } from '../vario-bins';
import type { PixelColumns } from './decimate';
import { drawMarks, drawTerrain } from './draw-extras';
import { margin, xOf, yOf, type Geometry } from './geometry';
import type { GroundPoint } from './terrain-runs';
import { timeTicks, valueTicks } from './ticks';

export interface Palette {
  dark: boolean;
  text: string;
  grid: string;
  band: string;
  chosen: string;
  fill: string;
  ground: string;
  groundFill: string;
  score: string;
  low: string;
}

/** A moment that another engine points out. */
export interface BarogramMark {
  index: number;
  label: string;
  kind: 'turnpoint' | 'lowSave';
}

export interface Scene {
  geometry: Geometry;
  columns: PixelColumns;
  track: XcmetricsTrack;
  thermals: readonly Span[];
  chosen: Span | null;
  terrain: readonly GroundPoint[][];
  marks: readonly BarogramMark[];
  palette: Palette;
}

type Context = CanvasRenderingContext2D;

export function drawBarogram(context: Context, scene: Scene): void {
  const { geometry } = scene;
  context.clearRect(0, 0, geometry.width, geometry.height);
  context.font = `11px ${getComputedStyle(context.canvas).fontFamily}`;
  drawBands(context, scene);
  drawAltitudeAxis(context, scene);
  drawTimeAxis(context, scene);
  drawFill(context, scene);
  drawTerrain(context, scene);
  drawLine(context, scene);
  drawMarks(context, scene);
}

function band(context: Context, { geometry, track }: Scene, span: Span): void {
  const left = Math.max(margin.left, xOf(geometry, track.timeS[span.from] ?? 0));
  const right = Math.min(margin.left + geometry.plotWidth, xOf(geometry, track.timeS[span.to] ?? 0));
  if (right > left) context.fillRect(left, margin.top, Math.max(1, right - left), geometry.plotHeight);
}

function drawBands(context: Context, scene: Scene): void {
  context.fillStyle = scene.palette.band;
  for (const span of scene.thermals) band(context, scene, span);
  if (!scene.chosen) return;
  context.fillStyle = scene.palette.chosen;
  band(context, scene, scene.chosen);
}

function drawAltitudeAxis(context: Context, { geometry, palette }: Scene): void {
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.strokeStyle = palette.grid;
  context.fillStyle = palette.text;
  context.lineWidth = 1;
  for (const tick of valueTicks(geometry.low, geometry.high, Math.max(2, geometry.plotHeight / 34))) {
    const y = Math.round(yOf(geometry, tick)) + 0.5;
    context.beginPath();
    context.moveTo(margin.left, y);
    context.lineTo(margin.left + geometry.plotWidth, y);
    context.stroke();
    context.fillText(`${tick.toLocaleString('en-GB')} m`, margin.left - 6, y);
  }
}

function drawTimeAxis(context: Context, { geometry, palette, track }: Scene): void {
  const startS = track.startEpochS;
  const offsetS = -new Date((startS + geometry.fromS) * 1000).getTimezoneOffset() * 60;
  const ticks = timeTicks(startS + geometry.fromS, startS + geometry.toS, geometry.plotWidth / 90, offsetS);
  const part = geometry.toS - geometry.fromS < 600 ? 'time' : 'minute';
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.fillStyle = palette.text;
  context.strokeStyle = palette.grid;
  const bottom = margin.top + geometry.plotHeight;
  for (const tick of ticks) {
    const x = Math.round(xOf(geometry, tick - startS)) + 0.5;
    context.beginPath();
    context.moveTo(x, bottom);
    context.lineTo(x, bottom + 4);
    context.stroke();
    context.fillText(formatMoment(tick * 1000, part), x, bottom + 7);
  }
}

function drawFill(context: Context, { geometry, columns, palette }: Scene): void {
  const bottom = margin.top + geometry.plotHeight;
  context.beginPath();
  context.moveTo(margin.left, bottom);
  columns.max.forEach((value, column) => {
    if (!Number.isNaN(value)) context.lineTo(margin.left + column + 0.5, yOf(geometry, value));
  });
  context.lineTo(margin.left + geometry.plotWidth, bottom);
  context.closePath();
  context.fillStyle = palette.fill;
  context.fill();
}

/** From column to column in the colour of the later one; a column with a range is drawn as a stroke of that height. */
function drawLine(context: Context, { geometry, columns, palette }: Scene): void {
  context.lineWidth = 1.8;
  context.lineJoin = 'round';
  let lastX: number | null = null;
  let lastY = 0;
  for (let column = 0; column < columns.max.length; column += 1) {
    const high = columns.max[column] ?? NaN;
    if (Number.isNaN(high)) continue;
    const low = columns.min[column] ?? high;
    const x = margin.left + column + 0.5;
    context.strokeStyle = binColor(varioBin(columns.mean[column] ?? 0), palette.dark);
    context.beginPath();
    if (lastX === null) context.moveTo(x, yOf(geometry, low));
    else context.moveTo(lastX, lastY);
    const ending = (columns.mean[column] ?? 0) >= 0 ? [low, high] : [high, low];
    for (const value of ending) context.lineTo(x, yOf(geometry, value));
    context.stroke();
    lastX = x;
    lastY = yOf(geometry, ending[1] ?? high);
  }
}

/** The crosshair and the stretch being dragged, on a canvas of their own. */
export function drawCursor(
  context: Context,
  scene: Scene,
  index: number | null,
  drag: readonly [number, number] | null,
): void {
  const { geometry, track, palette } = scene;
  context.clearRect(0, 0, geometry.width, geometry.height);
  if (drag) {
    context.fillStyle = palette.chosen;
    context.fillRect(Math.min(...drag), margin.top, Math.abs(drag[1] - drag[0]), geometry.plotHeight);
  }
  if (index === null) return;
  const x = xOf(geometry, track.timeS[index] ?? 0);
  if (x < margin.left || x > margin.left + geometry.plotWidth) return;
  context.strokeStyle = palette.text;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(Math.round(x) + 0.5, margin.top);
  context.lineTo(Math.round(x) + 0.5, margin.top + geometry.plotHeight);
  context.stroke();
  context.beginPath();
  context.arc(x, yOf(geometry, track.altM[index] ?? 0), 4, 0, 2 * Math.PI);
  context.fillStyle = binColor(varioBin(track.varioMps[index] ?? 0), palette.dark);
  context.fill();
  context.stroke();
}
