/** The smallest rectangle, at any angle, around points: one of its sides lies on their hull (Freeman and Shapira, 1975). */
import type { LineBox } from './line-boxes';

export interface Point {
  x: number;
  y: number;
}

/** @param points at least one */
export function smallestRectangle(points: readonly Point[]): LineBox {
  const hull = hullOf(points);
  let best: LineBox | null = null;
  for (const [k, from] of hull.entries()) {
    const to = hull[(k + 1) % hull.length] ?? from;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length === 0) continue;
    const box = boxAlong(hull, { x: (to.x - from.x) / length, y: (to.y - from.y) / length });
    if (!best || box.width * box.height < best.width * best.height) best = box;
  }
  return best ?? boxAlong(hull, { x: 1, y: 0 });
}

function boxAlong(points: readonly Point[], along: Point): LineBox {
  const us = points.map(({ x, y }) => x * along.x + y * along.y);
  const vs = points.map(({ x, y }) => y * along.x - x * along.y);
  const [u0, u1, v0, v1] = [Math.min(...us), Math.max(...us), Math.min(...vs), Math.max(...vs)];
  const [u, v] = [(u0 + u1) / 2, (v0 + v1) / 2];
  const centre = { x: u * along.x - v * along.y, y: u * along.y + v * along.x };
  return { centre, along, width: u1 - u0, height: v1 - v0 };
}

/** Andrew's monotone chain. */
function hullOf(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      while (chain.length > 1 && !turnsLeft(chain.at(-2), chain.at(-1), point)) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function turnsLeft(a: Point | undefined, b: Point | undefined, c: Point): boolean {
  return a !== undefined && b !== undefined && (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
}
