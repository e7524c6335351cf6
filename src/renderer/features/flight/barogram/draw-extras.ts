/** Draws what other engines add to the barogram: the ground, and marks such as turnpoints. */
import type { BarogramMark, Scene } from './draw';
import { margin, xOf, yOf, type Geometry } from './geometry';
import type { GroundPoint } from './terrain-runs';

type Context = CanvasRenderingContext2D;

export function drawTerrain(context: Context, { geometry, terrain, palette }: Scene): void {
  for (const run of terrain) {
    context.beginPath();
    trace(context, geometry, run);
    const first = run[0];
    const last = run.at(-1);
    if (!first || !last) continue;
    const bottom = margin.top + geometry.plotHeight;
    context.strokeStyle = palette.ground;
    context.lineWidth = 1.2;
    context.stroke();
    context.lineTo(margin.left + last.column + 0.5, bottom);
    context.lineTo(margin.left + first.column + 0.5, bottom);
    context.closePath();
    context.fillStyle = palette.groundFill;
    context.fill();
  }
}

function trace(context: Context, geometry: Geometry, run: readonly GroundPoint[]): void {
  for (const { column, groundM } of run) context.lineTo(margin.left + column + 0.5, yOf(geometry, groundM));
}

export function drawMarks(context: Context, { geometry, track, marks, palette }: Scene): void {
  context.textBaseline = 'top';
  context.textAlign = 'center';
  context.lineWidth = 1;
  for (const mark of marks) {
    const x = Math.round(xOf(geometry, track.timeS[mark.index] ?? 0)) + 0.5;
    if (x < margin.left || x > margin.left + geometry.plotWidth) continue;
    if (mark.kind === 'turnpoint') drawFlag(context, { x, geometry, mark, color: palette.score });
    else drawTriangle(context, x, yOf(geometry, track.altM[mark.index] ?? 0), palette.low);
  }
}

interface Flag {
  x: number;
  geometry: Geometry;
  mark: BarogramMark;
  color: string;
}

function drawFlag(context: Context, { x, geometry, mark, color }: Flag): void {
  context.strokeStyle = color;
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(x, margin.top + 12);
  context.lineTo(x, margin.top + geometry.plotHeight);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = color;
  context.fillText(mark.label, x, margin.top - 1);
}

/** Below the track, pointing at its low point. */
function drawTriangle(context: Context, x: number, y: number, color: string): void {
  context.beginPath();
  context.moveTo(x, y + 4);
  context.lineTo(x + 5, y + 12);
  context.lineTo(x - 5, y + 12);
  context.closePath();
  context.fillStyle = color;
  context.fill();
}
