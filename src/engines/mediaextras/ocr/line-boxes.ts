/**
 * Boxes around lines of text, from the map of probabilities of the detecting network: the post-processing of differentiable
 * binarization (Liao and others, 2020) with the thresholds of PaddleOCR.
 */
import { type Point, smallestRectangle } from './smallest-rectangle';

/** A rectangle at any angle. Pixels. */
export interface LineBox {
  centre: Point;
  /** Of length 1, along the line as it is read. */
  along: Point;
  width: number;
  height: number;
}

const pixelThreshold = 0.3;
const boxThreshold = 0.6;
/** The network marks the core of a line; the line is as much larger as its area over its outline, times this. */
const unclip = 1.6;
const leastPx = 3;
const mostBoxes = 400;

/** @param map probabilities 0..1, rows first */
export function lineBoxes(map: Float32Array, width: number, height: number): LineBox[] {
  const seen = new Uint8Array(map.length);
  const boxes: LineBox[] = [];
  for (let at = 0; at < map.length && boxes.length < mostBoxes; at++) {
    if (seen[at] === 1 || (map[at] ?? 0) <= pixelThreshold) continue;
    const pixels = patchFrom(map, seen, { at, width, height });
    const mean = pixels.reduce((sum, pixel) => sum + (map[pixel] ?? 0), 0) / pixels.length;
    if (mean < boxThreshold || pixels.length < leastPx * leastPx) continue;
    const rectangle = smallestRectangle(edgePoints(pixels, width));
    if (Math.min(rectangle.width, rectangle.height) < leastPx) continue;
    boxes.push(asLine(rectangle));
  }
  return boxes;
}

/** All pixels above the threshold that hang together with the first one. */
function patchFrom(
  map: Float32Array,
  seen: Uint8Array,
  { at, width, height }: { at: number; width: number; height: number },
): number[] {
  const found = [at];
  seen[at] = 1;
  for (let k = 0; k < found.length; k++) {
    const pixel = found[k] ?? 0;
    const x = pixel % width;
    const y = (pixel - x) / width;
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) {
        if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
        const next = pixel + dy * width + dx;
        if (seen[next] === 1 || (map[next] ?? 0) <= pixelThreshold) continue;
        seen[next] = 1;
        found.push(next);
      }
  }
  return found;
}

/** The ends of each row of the patch are enough for its hull. */
function edgePoints(pixels: readonly number[], width: number): Point[] {
  const rows = new Map<number, { from: number; to: number }>();
  for (const pixel of pixels) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    const row = rows.get(y);
    if (!row) rows.set(y, { from: x, to: x });
    else {
      row.from = Math.min(row.from, x);
      row.to = Math.max(row.to, x);
    }
  }
  return [...rows].flatMap(([y, { from, to }]) => [
    { x: from, y },
    { x: to + 1, y },
    { x: from, y: y + 1 },
    { x: to + 1, y: y + 1 },
  ]);
}

/** Grown to the whole line, and turned so that it is read from left to right; a tall one from bottom to top. */
function asLine({ centre, along, width, height }: LineBox): LineBox {
  const more = ((width * height) / (2 * (width + height))) * unclip * 2;
  const grown = { width: width + more, height: height + more };
  const isLevel = Math.abs(along.x) >= Math.abs(along.y);
  const level = isLevel
    ? { along, ...grown }
    : { along: { x: -along.y, y: along.x }, width: grown.height, height: grown.width };
  const right = level.along.x < 0 ? { x: -level.along.x, y: -level.along.y } : level.along;
  if (level.height < 1.5 * level.width) return { ...level, centre, along: right };
  const up = { x: right.y, y: -right.x };
  return { centre, along: up, width: level.height, height: level.width };
}
