/** No void becomes a height, and nothing happens at the edges of tiles. */
import { describe, expect, it } from 'vitest';
import type { ProfileAnswer, TerrainAnswer } from '#contract/dem';
import { makeGeotiff } from '../../../test/fixtures/make-geotiff';
import { hills, makeHgt, makePng } from '../../../test/fixtures/make-terrain';
import { ask, stateWith, terrainFolder } from '../../../test/helpers/terrain';

async function heights(files: Record<string, Uint8Array>, points: { lat: number; lon: number }[]) {
  return ask<TerrainAnswer>(await stateWith(terrainFolder(files)), 'elevation', { points });
}

const step = 1 / 3600;
/** 4 × 4 samples of 1" whose first one lies at 47 N, 9 E; row by row. */
function small(values: readonly number[], nodata?: string): Buffer {
  return makeGeotiff({
    width: 4,
    height: 4,
    x: 9,
    y: 47,
    scaleX: step,
    scaleY: step,
    epsg: 4326,
    pixelIs: 'point',
    nodata,
    value: (column, row) => values[4 * row + column] ?? 500,
  });
}
const at = (column: number, row: number) => ({ lat: 47 - row * step, lon: 9 + column * step });

describe('voids', () => {
  it.each([
    ['-32768', -32768, undefined],
    ['-9999', -9999, undefined],
    ['-3.4e38', -3.4028234663852886e38, undefined],
    ['the value that the file names', 777, '777'],
    ['not a number', Number.NaN, undefined],
    ['infinity', Infinity, undefined],
    ['65534, a depth without its sign', 65534, undefined],
    ['-10265, left by somebody else’s interpolation of voids', -20_265, undefined],
  ])('%s has no weight', async (_, value, nodata) => {
    // One corner of four: the others are scaled up.
    const { elevM } = await heights({ 'a.tif': small([value, 100, 200, 300], nodata) }, [
      at(0.5, 0.5),
      at(0, 0),
      at(1, 0),
    ]);
    expect(elevM).toEqual([366.7, null, 100]);
  });

  it('are told from holes: the tile is there', async () => {
    const hgt = makeHgt(47, 9, () => Number.NaN);
    const { elevM, missingTiles } = await heights({ 'N47E009.hgt': hgt }, [
      { lat: 47.5, lon: 9.5 },
      { lat: 48.5, lon: 9.5 },
    ]);
    expect({ elevM, missingTiles }).toEqual({ elevM: [null, null], missingTiles: ['N48E009'] });
  });

  it('are filled by coarser terrain that has a height there', async () => {
    const { elevM, sources } = await heights(
      {
        'a.tif': small([Number.NaN, Number.NaN, 20, 20, Number.NaN, Number.NaN]),
        'N46E009.hgt': makeHgt(46, 9, () => 7),
      },
      [at(0.5, 0.5), at(2.5, 0.5)],
    );
    expect(elevM[0]).toBe(7);
    expect(elevM[1]).not.toBe(7);
    expect(sources.map(({ resolutionM }) => Math.round(resolutionM))).toEqual([31, 93]);
  });

  it.each(['terrarium', 'terrain-rgb'] as const)(
    'yellow, black and nothing are none in %s',
    async (encoding) => {
      const tile = { level: 13, x: 4321, y: 2866, encoding } as const;
      const { elevM } = await heights(
        { '13/4321/2866.png': makePng(tile, (_, lon) => (lon < 9.9 ? Number.NaN : 400)) },
        [
          { lat: 47.44, lon: 9.895 },
          { lat: 47.44, lon: 9.91 },
        ],
      );
      expect(elevM).toEqual([null, 400]);
    },
  );
});

/** A tile as Copernicus cuts them: the last column and row are one step before the next degree. */
function copernicus(south: number, west: number, columns: number): Buffer {
  const [dx, dy] = [1 / columns, 1 / 360];
  return makeGeotiff({
    width: columns,
    height: 360,
    x: west - dx / 2,
    y: south + 1 + dy / 2,
    scaleX: dx,
    scaleY: dy,
    epsg: 4326,
    compression: 'deflate',
    tile: 128,
    value: (column, row) => hills(south + 1 - row * dy, west + column * dx),
  });
}

/** Largest difference to the hills along a line, in metres. */
async function largestError(
  files: Record<string, Uint8Array>,
  path: { lat: number; lon: number }[],
): Promise<number> {
  const state = await stateWith(terrainFolder(files));
  const { elevM, lat, lon } = await ask<ProfileAnswer>(state, 'profile', { path, stepM: 7 });
  expect(elevM.length).toBeGreaterThan(200);
  return Math.max(
    ...elevM.map((height, k) => Math.abs((height ?? Infinity) - hills(lat[k] as number, lon[k] as number))),
  );
}

describe('seams', () => {
  it('of Copernicus tiles are bridged by the neighbour’s samples', async () => {
    const files = { 'a.tif': copernicus(49, 9, 360), 'b.tif': copernicus(49, 10, 360) };
    const path = [
      { lat: 49.511, lon: 9.99 },
      { lat: 49.513, lon: 10.01 },
    ];
    expect(await largestError(files, path)).toBeLessThan(4);
  });

  it('of neighbours with fewer columns too', async () => {
    const files = { 'a.tif': copernicus(49, 9, 360), 'b.tif': copernicus(50, 9, 240) };
    const path = [
      { lat: 49.99, lon: 9.511 },
      { lat: 50.01, lon: 9.513 },
    ];
    expect(await largestError(files, path)).toBeLessThan(4);
  });

  it('where four tiles meet', async () => {
    const files = Object.fromEntries(
      [0, 1, 2, 3].map((k) => [`${k}.tif`, copernicus(48 + (k >> 1), 9 + (k & 1), 360)]),
    );
    const path = [
      { lat: 48.992, lon: 9.99 },
      { lat: 49.006, lon: 10.01 },
    ];
    expect(await largestError(files, path)).toBeLessThan(4);
  });

  it('of SRTM tiles are their common edge', async () => {
    const files = { 'N49E009.hgt': makeHgt(49, 9, hills), 'N49E010.hgt': makeHgt(49, 10, hills) };
    const path = [
      { lat: 49.511, lon: 9.99 },
      { lat: 49.513, lon: 10.01 },
    ];
    expect(await largestError(files, path)).toBeLessThan(1);
  });

  it('on the date line', async () => {
    const files = { 'a.tif': copernicus(-17, 179, 360), 'b.tif': copernicus(-17, -180, 360) };
    const points = [179.9995, 180, -180, -179.9995].map((lon) => ({ lat: -16.5, lon }));
    const { elevM, missingTiles } = await heights(files, points);
    expect(missingTiles).toEqual([]);
    expect(elevM.every((height) => height !== null)).toBe(true);
    expect(elevM[1]).toBe(elevM[2]);
  });

  it('without a neighbour the last step belongs to the tile, and no more', async () => {
    const { elevM, missingTiles } = await heights({ 'a.tif': copernicus(49, 9, 360) }, [
      { lat: 49.5, lon: 9.9995 },
      { lat: 49.5, lon: 10.001 },
    ]);
    expect(elevM[0]).not.toBeNull();
    expect(elevM[1]).toBeNull();
    expect(missingTiles).toEqual(['N49E010']);
  });
});

describe('several sources', () => {
  it('the finest answers, then the first folder', async () => {
    const fine = terrainFolder({ 'a.tif': small(new Array<number>(16).fill(30)) });
    const coarse = terrainFolder({ 'N46E009.hgt': makeHgt(46, 9, () => 90) });
    const other = terrainFolder({ 'N46E009.hgt': makeHgt(46, 9, () => 91) });
    const points = [at(1.5, 1.5)];
    const first = async (...folders: string[]) =>
      (await ask<TerrainAnswer>(await stateWith(...folders), 'elevation', { points })).elevM[0];
    expect(await first(coarse, fine)).toBe(30);
    expect(await first(coarse, other)).toBe(90);
    expect(await first(other, coarse)).toBe(91);
  });
});
