import { describe, expect, it } from 'vitest';
import { terrainRuns } from './terrain-runs';

const timeS = Array.from({ length: 11 }, (_, k) => k);

describe('the ground under the track', () => {
  it('keeps the highest ground of a column', () => {
    const terrainM = [1, 5, 2, 3, 4, 4, 4, 4, 4, 9, 4];
    const [run] = terrainRuns({ timeS, terrainM }, { from: 0, to: 10 }, 5);
    expect(run?.map(({ groundM }) => groundM)).toEqual([5, 3, 4, 4, 9]);
  });

  it('breaks where the ground is unknown, and nowhere else', () => {
    const terrainM = [1, 2, null, 4, 5, 6, 7, 8, 9, 10, 11];
    const runs = terrainRuns({ timeS, terrainM }, { from: 0, to: 10 }, 1000);
    expect(runs.map((run) => run.length)).toEqual([2, 8]);
    expect(terrainRuns({ timeS, terrainM: timeS.map(() => null) }, { from: 0, to: 10 }, 10)).toEqual([]);
  });
});
