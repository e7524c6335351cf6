/** The ground under the track as stretches of pixels; a stretch ends where the terrain is unknown. */
import type { Span } from '../track-search';

export interface GroundPoint {
  column: number;
  groundM: number;
}

interface TerrainSeries {
  timeS: readonly number[];
  /** One per fix; null where unknown. */
  terrainM: readonly (number | null)[];
}

/** The highest ground of each pixel column that has a fix; columns between two fixes are bridged. */
export function terrainRuns({ timeS, terrainM }: TerrainSeries, span: Span, width: number): GroundPoint[][] {
  const start = timeS[span.from] ?? 0;
  const length = Math.max(1e-9, (timeS[span.to] ?? 0) - start);
  const runs: GroundPoint[][] = [];
  let run: GroundPoint[] = [];
  for (let index = span.from; index <= span.to; index += 1) {
    const groundM = terrainM[index] ?? null;
    if (groundM === null) {
      if (run.length > 0) runs.push(run);
      run = [];
      continue;
    }
    const share = ((timeS[index] ?? 0) - start) / length;
    const column = Math.min(width - 1, Math.max(0, Math.floor(share * width)));
    const last = run.at(-1);
    if (last?.column === column) last.groundM = Math.max(last.groundM, groundM);
    else run.push({ column, groundM });
  }
  return run.length > 0 ? [...runs, run] : runs;
}
