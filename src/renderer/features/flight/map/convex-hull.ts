/** The smallest convex ring round some points (monotone chain, A. M. Andrew 1979). */

export type Position = [lon: number, lat: number];

function turnsLeft(a: Position, b: Position, c: Position): boolean {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
}

function chain(sorted: readonly Position[]): Position[] {
  const hull: Position[] = [];
  for (const point of sorted) {
    for (;;) {
      const [before, last] = hull.slice(-2);
      if (!before || !last || turnsLeft(before, last, point)) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull;
}

/** Closed: the first point is also the last. Fewer than four positions mean that there is no area. */
export function convexHull(points: readonly Position[]): Position[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const lower = chain(sorted);
  const upper = chain(sorted.reverse());
  const ring = [...lower.slice(0, -1), ...upper.slice(0, -1)];
  const [first] = ring;
  return first ? [...ring, first] : [];
}
