/** Real tiles of the shared data, where they are present: formats of the same ground, seams, voids. */
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import type { CoverageAnswer, GeoBox, ProfileAnswer, TerrainAnswer } from '#contract/dem';
import { act, ask, emptyFolder, memoryState, stateWith } from '../../../test/helpers/terrain';
import { readPicture } from './read/picture';

const tiles = path.resolve('../shared/data/dem');
const present = existsSync(tiles);
if (!present) process.stdout.write(`real tiles skipped: ${tiles} is not there\n`);

/** A folder with some of the tiles. */
function folderOf(...names: string[]): string {
  const folder = emptyFolder();
  for (const name of names) symlinkSync(path.join(tiles, name), path.join(folder, name));
  return folder;
}

/** Points on a grid inside a box. */
function grid({ west, south, east, north }: GeoBox, n = 60) {
  return Array.from({ length: n * n }, (_, k) => ({
    lat: south + ((north - south) * Math.floor(k / n)) / (n - 1),
    lon: west + ((east - west) * (k % n)) / (n - 1),
  }));
}

async function heights(folder: string, points: { lat: number; lon: number }[]): Promise<(number | null)[]> {
  return (await ask<TerrainAnswer>(await stateWith(folder), 'elevation', { points })).elevM;
}

function largestDifference(a: (number | null)[], b: (number | null)[]): number {
  return Math.max(...a.map((height, k) => Math.abs((height ?? Infinity) - (b[k] ?? -Infinity))));
}

describe.skipIf(!present)('real tiles', () => {
  it('lie in the same place as SRTM and as its UTM copy', async () => {
    // The copy holds at each of its samples one of the four SRTM heights around: it was made without interpolation.
    const utm = proj4('+proj=longlat +datum=WGS84', '+proj=utm +zone=32 +datum=WGS84');
    const [x0, y0, stepM] = [611263.658620015, 110597.85835433712, 92.4500510363785];
    const samples = Array.from({ length: 3000 }, (_, k) => {
      const [column, row] = [100 + ((k * 37) % 1000), 100 + ((k * 53) % 1000)];
      const [lon = 0, lat = 0] = utm.inverse([x0 + column * stepM, y0 - row * stepM]);
      return { lat, lon };
    });
    const around = samples.flatMap(({ lat, lon }) => {
      const [row, column] = [Math.floor(lat * 1200), Math.floor(lon * 1200)];
      return [0, 1, 2, 3].map((k) => ({ lat: (row + (k >> 1)) / 1200, lon: (column + (k & 1)) / 1200 }));
    });
    const [copy, original] = [
      await heights(folderOf('N00E010_utm.tif'), samples),
      await heights(folderOf('N00E010.hgt'), around),
    ];
    const offM = copy.map((height, k) =>
      Math.min(
        ...original
          .slice(4 * k, 4 * k + 4)
          .map((other) => Math.abs((height ?? Infinity) - (other ?? Infinity))),
      ),
    );
    expect(Math.max(...offM)).toBeLessThanOrEqual(1);
  });

  it('agree where two cuttings of the same survey overlap', async () => {
    const points = grid({ west: 10.63, south: 46.69, east: 10.92, north: 46.9 });
    const [one, other] = [
      await heights(folderOf('srtm_oetztal.tif'), points),
      await heights(folderOf('hef_srtm.tif'), points),
    ];
    expect(largestDifference(one, other)).toBeLessThanOrEqual(1);
  });

  it('go on across a seam as they do inside', async () => {
    const state = await stateWith(folderOf('N00E010.hgt', 'N00E011.hgt.zip'));
    const { elevM, missingTiles } = await ask<ProfileAnswer>(state, 'profile', {
      path: [
        { lat: 0.51, lon: 10.99 },
        { lat: 0.51, lon: 11.01 },
      ],
      stepM: 1,
    });
    expect(missingTiles).toEqual([]);
    const steps = elevM.slice(1).map((height, k) => Math.abs((height ?? Infinity) - (elevM[k] ?? Infinity)));
    expect(Math.max(...steps)).toBeLessThan(2);
  });

  it('give no void away as a height', async () => {
    const state = await stateWith(tiles);
    const { tiles: found } = await ask<CoverageAnswer>(state, 'coverage', {});
    const points = found.flatMap(({ box }) => grid(box));
    const { elevM, problems } = await ask<TerrainAnswer>(state, 'elevation', { points });
    const known = elevM.filter((height) => height !== null);
    expect(problems).toEqual([]);
    expect(known.length).toBeGreaterThan(points.length * 0.9);
    expect(known.every((height) => height > -20 && height < 8600)).toBe(true);
  });

  it('are told from pictures and from what is too coarse', async () => {
    const { folders } = await act(memoryState(), 'setFolders', { folders: [tiles] });
    const reasons = new Map(folders[0]?.problems.map(({ file, reason }) => [file, reason]));
    expect([...reasons.keys()].sort()).toEqual([
      'etopo1_1deg.tif',
      'eudem_N2000000E3000000.tif',
      'gfw-azores.tif',
      'rio-rgbify_elev-rgb.tif',
      'usgs-mt-whitney-8-15-webp-512.pmtiles',
    ]);
    expect(reasons.get('usgs-mt-whitney-8-15-webp-512.pmtiles')).toBe('it is a picture, not terrain');
    expect(reasons.get('etopo1_1deg.tif')).toContain('too coarse');
  });

  it.each([
    ['terrarium.png', 852, 2475],
    ['mapbox_terrain-rgb.png', 704, 3497],
  ])('%s has heights from %i to %i m', async (name, lowest, highest) => {
    const { values } = await readPicture(readFileSync(path.join(tiles, name)));
    expect(Math.floor(Math.min(...values))).toBe(lowest);
    expect(Math.floor(Math.max(...values))).toBe(highest);
  });
});
