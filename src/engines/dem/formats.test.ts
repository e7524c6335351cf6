/** The same made ground in every format gives the same heights. */
import { gzipSync } from 'node:zlib';
import proj4 from 'proj4';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { TerrainAnswer } from '#contract/dem';
import type { TiffPlan } from '../../../test/fixtures/make-geotiff';
import { makeGeotiff } from '../../../test/fixtures/make-geotiff';
import { makePmtiles } from '../../../test/fixtures/make-pmtiles';
import { hills, makeColours, makeHgt, makePng, makeZip } from '../../../test/fixtures/make-terrain';
import { act, ask, memoryState, stateWith, terrainFolder } from '../../../test/helpers/terrain';

/** Inside all of the sets below. */
const points = Array.from({ length: 400 }, (_, k) => ({
  lat: 47.41 + 0.0004 * (k % 20),
  lon: 9.91 + 0.0004 * Math.floor(k / 20),
}));

async function expectHills(files: Record<string, Uint8Array>, toleranceM: number): Promise<void> {
  const state = await stateWith(terrainFolder(files));
  const { elevM, problems, missingTiles } = await ask<TerrainAnswer>(state, 'elevation', { points });
  expect({ problems, missingTiles }).toEqual({ problems: [], missingTiles: [] });
  points.forEach(({ lat, lon }, k) => {
    expect(Math.abs((elevM[k] ?? Infinity) - hills(lat, lon))).toBeLessThanOrEqual(toleranceM);
  });
}

const hgt = makeHgt(47, 9, hills);

describe('SRTM', () => {
  it.each([
    ['plain', { 'N47E009.hgt': hgt }],
    ['in lower case and deep', { 'a/b/n47e009.HGT': hgt }],
    ['gzipped', { 'N47E009.hgt.gz': gzipSync(hgt) }],
    ['zipped', { 'N47E009.SRTMGL3.hgt.zip': makeZip([{ name: 'N47E009.hgt', bytes: hgt }]) }],
    [
      'a whole map sheet in a zip',
      {
        'L32.zip': makeZip([
          { name: 'L32/', bytes: Buffer.alloc(0) },
          { name: 'L32/N46E009.hgt', bytes: makeHgt(46, 9, () => 1) },
          { name: 'L32/N47E009.hgt', bytes: hgt },
        ]),
      },
    ],
    ['by the name of its archive', { 'N47E009.zip': makeZip([{ name: 'dem.hgt', bytes: hgt }]) }],
  ])('%s', (_, files) => expectHills(files, 0.7));
});

/** A GeoTIFF in degrees whose first sample lies at 47.45 N, 9.9 E. */
function degrees(plan: Partial<TiffPlan>): Buffer {
  const step = 1 / 3600;
  const shift = plan.pixelIs === 'point' ? 0 : step / 2;
  return makeGeotiff({
    width: 200,
    height: 200,
    x: 9.9 - shift,
    y: 47.45 + shift,
    scaleX: step,
    scaleY: step,
    epsg: 4326,
    value: (column, row) => hills(47.45 - row * step, 9.9 + column * step),
    ...plan,
  });
}

/** A GeoTIFF in a metric system, 30 m, around the points. */
function metric(epsg: number, definition: string): Buffer {
  const projection = proj4('+proj=longlat +datum=WGS84', definition);
  const [left = 0, top = 0] = projection.forward([9.9, 47.425]);
  const place = (column: number, row: number) =>
    projection.inverse([left + 15 + column * 30, top + 500 - 15 - row * 30]);
  return makeGeotiff({
    width: 100,
    height: 120,
    x: left,
    y: top + 500,
    scaleX: 30,
    scaleY: 30,
    epsg,
    value: (column, row) => {
      const [lon = 0, lat = 0] = place(column, row);
      return hills(lat, lon);
    },
  });
}

describe('GeoTIFF', () => {
  it.each<[string, Buffer, number]>([
    ['float, strips', degrees({}), 0.2],
    ['float, deflated tiles', degrees({ compression: 'deflate', tile: 64 }), 0.2],
    ['pixels are points', degrees({ pixelIs: 'point' }), 0.2],
    [
      '16 bits, predictor, deflated',
      degrees({ sample: 'int16', predictor: true, compression: 'deflate' }),
      0.7,
    ],
    ['16 bits without sign', degrees({ sample: 'uint16', tile: 32 }), 0.7],
    ['big-endian', degrees({ bigEndian: true }), 0.2],
    ['one strip', degrees({ rowsPerStrip: 200 }), 0.2],
    ['Web Mercator', metric(3857, 'EPSG:3857'), 0.3],
    ['UTM', metric(32632, '+proj=utm +zone=32 +datum=WGS84'), 0.3],
    ['UTM on ETRS89', metric(25832, '+proj=utm +zone=32 +ellps=GRS80'), 0.3],
    [
      'the European equal-area grid',
      metric(3035, '+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80'),
      0.3,
    ],
  ])('%s', (_, bytes, toleranceM) => expectHills({ 'dem.tif': bytes }, toleranceM));

  it('names the coordinate system that is not read, and what to do', async () => {
    const { folders } = await act(memoryState(), 'setFolders', {
      folders: [terrainFolder({ 'swiss.tif': degrees({ epsg: 2056 }) })],
    });
    expect(folders[0]?.problems).toEqual([
      {
        file: 'swiss.tif',
        reason: 'its coordinate system (EPSG:2056) is not read; convert it with gdalwarp -t_srs EPSG:4326',
      },
    ]);
  });
});

const level = 14;
/** The seam between y 5734 and 5735 runs through the points. */
const tiles = [0, 1, 2, 3].map((k) => ({ level, x: 8642 + (k & 1), y: 5734 + (k >> 1) }));

describe('pyramids of tiles', () => {
  it.each(['terrarium', 'terrain-rgb'] as const)('%s in folders', (encoding) =>
    expectHills(
      Object.fromEntries(
        tiles.map((tile) => [
          `set/${tile.level}/${tile.x}/${tile.y}.png`,
          makePng({ ...tile, encoding }, hills),
        ]),
      ),
      0.3,
    ),
  );

  it('WebP in folders', async () => {
    const files: Record<string, Uint8Array> = {};
    for (const tile of tiles) {
      const pixels = makeColours({ ...tile, encoding: 'terrarium' }, hills);
      files[`${tile.level}/${tile.x}/${tile.y}.webp`] = await sharp(pixels, {
        raw: { width: 256, height: 256, channels: 4 },
      })
        .webp({ lossless: true, effort: 0 })
        .toBuffer();
    }
    await expectHills(files, 0.3);
  });

  it('PMTiles', () =>
    expectHills(
      {
        'terrain.pmtiles': makePmtiles(
          tiles.map((tile) => ({ ...tile, bytes: makePng({ ...tile, encoding: 'terrarium' }, hills) })),
          [9.8, 47.3, 10.1, 47.5],
        ),
      },
      0.3,
    ));

  it('a coarser level answers where the finer one has no tile', async () => {
    const coarse = { level: 12, x: 2160, y: 1433, encoding: 'terrarium' } as const;
    const fine = { level: 13, x: 4321, y: 2866, encoding: 'terrarium' } as const;
    const state = await stateWith(
      terrainFolder({
        '12/2160/1433.png': makePng(coarse, () => 100),
        '13/4321/2866.png': makePng(fine, () => 200),
      }),
    );
    const { elevM } = await ask<TerrainAnswer>(state, 'elevation', {
      points: [
        { lat: 47.43, lon: 9.92 },
        { lat: 47.44, lon: 9.86 },
      ],
    });
    expect(elevM).toEqual([200, 100]);
  });
});
