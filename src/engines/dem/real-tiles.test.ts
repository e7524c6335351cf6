/** Real tiles of the shared data, where they are present: formats of the same ground, seams, voids. */
import { existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CoverageAnswer, ProfileAnswer, TerrainAnswer } from '#contract/dem';
import { act, ask, memoryState, stateWith } from '../../../test/helpers/terrain';

const tiles = path.resolve('../shared/data/dem');
const present = existsSync(tiles);
if (!present) process.stdout.write(`real tiles skipped: ${tiles} is not there\n`);

/** A folder with some of the tiles. */
function folderOf(...names: string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'flightline-tiles-'));
  for (const name of names) symlinkSync(path.join(tiles, name), path.join(folder, name));
  return folder;
}

/** Points on a grid inside a box. */
function grid(west: number, south: number, east: number, north: number, n = 60) {
  return Array.from({ length: n * n }, (_, k) => ({
    lat: south + ((north - south) * Math.floor(k / n)) / (n - 1),
    lon: west + ((east - west) * (k % n)) / (n - 1),
  }));
}

async function heights(folder: string, points: { lat: number; lon: number }[]): Promise<(number | null)[]> {
  return (await ask<TerrainAnswer>(await stateWith(folder), 'elevation', { points })).elevM;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function differences(a: (number | null)[], b: (number | null)[]): number[] {
  return a.flatMap((value, k) => {
    const other = b[k] ?? null;
    return value === null || other === null ? [] : [Math.abs(value - other)];
  });
}

describe.skipIf(!present)('real tiles', () => {
  it('agree between SRTM and its UTM copy', async () => {
    const points = grid(10.1, 0.1, 10.9, 0.9);
    const [srtm, utm] = [
      await heights(folderOf('N00E010.hgt'), points),
      await heights(folderOf('N00E010_utm.tif'), points),
    ];
    const off = differences(srtm, utm);
    expect(off).toHaveLength(points.length);
    // The copy was resampled to the nearest sample, so single points on slopes are further off.
    process.stdout.write(`utm: median ${median(off)}, mean ${off.reduce((a, b) => a + b) / off.length}, max ${Math.max(...off)}\n`);
    expect(median(off)).toBeLessThanOrEqual(1);
  });

  it('agree between heights and their encoding as colours', async () => {
    const points = grid(-122.43, 37.75, -122.4, 37.77);
    const [plain, colours] = [
      await heights(folderOf('rio-rgbify_elev.tif'), points),
      await heights(folderOf('rio-rgbify_elev-rgb.tif'), points),
    ];
    const off = differences(plain, colours);
    process.stdout.write(`rgb: n ${off.length}, max ${Math.max(...off)}\n`);
    expect(off.length).toBeGreaterThan(1000);
    expect(Math.max(...off)).toBeLessThanOrEqual(1);
  });

  it('prints', async () => {
    const state = memoryState();
    const t = performance.now();
    const answer = await act(state, 'setFolders', { folders: [tiles] });
    process.stdout.write(`${performance.now() - t} ms ${JSON.stringify(answer, null, 1)}\n`);
    const coverage = await ask<CoverageAnswer>(state, 'coverage', {});
    for (const tile of coverage.tiles) process.stdout.write(`${tile.name} ${tile.kind} ${tile.resolutionM} ${JSON.stringify(tile.box)}\n`);
    const p = await ask<ProfileAnswer>(state, 'profile', { path: [{ lat: 0.5, lon: 10.9 }, { lat: 0.52, lon: 11.1 }], stepM: 100 });
    process.stdout.write(`${p.elevM.join(' ')} ${JSON.stringify(p.sources)}\n`);
    for (const tile of coverage.tiles) {
      const { west, south, east, north } = tile.box;
      const e = await ask<TerrainAnswer>(state, 'elevation', { points: grid(west, south, Math.min(180, east), north, 100) });
      const known = e.elevM.filter((v) => v !== null);
      process.stdout.write(`${tile.name}: ${known.length} min ${Math.min(...known)} max ${Math.max(...known)} ${e.missingTiles.join(' ')} ${JSON.stringify(e.problems)}\n`);
    }
  }, 60000);
});
