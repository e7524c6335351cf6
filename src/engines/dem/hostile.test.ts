/** Files that are broken or lie: each is a problem of its own, and the rest works. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TerrainAnswer, TerrainProblem } from '#contract/dem';
import type { TiffPlan } from '../../../test/fixtures/make-geotiff';
import { makeGeotiff } from '../../../test/fixtures/make-geotiff';
import { makePmtiles } from '../../../test/fixtures/make-pmtiles';
import { makeHgt, makePng, makeZip } from '../../../test/fixtures/make-terrain';
import { act, ask, memoryState, terrainFolder } from '../../../test/helpers/terrain';

const good = makeHgt(47, 9, () => 1234);
const elsewhere = makeHgt(10, 20, () => 1);

/** Scans a folder with a good tile and a bad file; asks for a point in each. */
async function problemsOf(name: string, bytes: Uint8Array): Promise<TerrainProblem[]> {
  const state = memoryState();
  const folder = terrainFolder({ 'N47E009.hgt': good, [name]: bytes });
  const { folders } = await act(state, 'setFolders', { folders: [folder] });
  const { elevM, problems } = await ask<TerrainAnswer>(state, 'elevation', {
    points: [
      { lat: 47.5, lon: 9.5 },
      { lat: 10.5, lon: 20.5 },
    ],
  });
  expect(elevM).toEqual([1234, null]);
  return [...(folders[0]?.problems ?? []), ...problems];
}

/** A GeoTIFF around 10.5 N, 20.5 E. */
function tiff(plan: Partial<TiffPlan> = {}): Buffer {
  const step = 1 / 1200;
  return makeGeotiff({
    width: 300,
    height: 300,
    x: 20.4,
    y: 10.6,
    scaleX: step,
    scaleY: step,
    epsg: 4326,
    compression: 'deflate',
    value: () => 5,
    ...plan,
  });
}
const cut = (bytes: Buffer, share = 0.5) => bytes.subarray(0, Math.floor(bytes.length * share));
const changed = (bytes: Buffer, at: number, value: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
};
const png = makePng({ level: 13, x: 4562, y: 3854, encoding: 'terrarium' }, () => 5);
const placeOfPng = '13/4562/3854.png';

describe('each is reported, and the rest works', () => {
  it.each<[string, string, Uint8Array, RegExp]>([
    ['a .hgt that is cut off', 'N10E020.hgt', cut(elsewhere), /neither 1201² nor 3601²/],
    ['an empty .hgt', 'N10E020.hgt', new Uint8Array(), /0 bytes/],
    ['a .hgt without a place', 'alps.hgt', elsewhere, /does not begin with its south-west corner/],
    ['a .hgt from beyond the poles', 'N95E020.hgt', elsewhere, /south-west corner/],
    ['a .gz that is none', 'N10E020.hgt.gz', Buffer.from('hello, world'), /not gzipped/],
    ['a .gz that is cut off', 'N10E020.hgt.gz', cut(gzipSync(elsewhere)), /neither 1201²/],
    [
      'a .gz whose middle is broken',
      'N10E020.hgt.gz',
      changed(gzipSync(elsewhere), 40, 99),
      /cannot be unpacked/,
    ],
    [
      'a .gz that grows beyond its claim',
      'N10E020.hgt.gz',
      Buffer.concat([cut(gzipSync(Buffer.alloc(40_000_000)), 0.9), gzipSync(elsewhere)]),
      /cannot be unpacked/,
    ],
    ['a .zip that is none', 'N10E020.hgt.zip', Buffer.from('PK, or not'), /archive cannot be read/],
    [
      'a .zip that is cut off',
      'N10E020.hgt.zip',
      cut(makeZip([{ name: 'N10E020.hgt', bytes: elsewhere }])),
      /archive/,
    ],
    [
      'a zip bomb: more than it claims',
      'N10E020.hgt.zip',
      makeZip([{ name: 'N10E020.hgt', bytes: Buffer.alloc(40_000_000), claims: elsewhere.length }]),
      /archive cannot be read .*more bytes|too many bytes/,
    ],
    [
      'a .zip without heights',
      'N10E020.zip',
      makeZip([{ name: 'a.txt', bytes: Buffer.from('x') }]),
      /holds no \.hgt/,
    ],
    [
      'a .zip that leads elsewhere',
      'a.zip',
      makeZip([{ name: '../N10E020.hgt', bytes: elsewhere }]),
      /archive/,
    ],
    ['a text called .tif', 'a.tif', Buffer.from('this is no picture at all'), /no readable GeoTIFF/],
    ['an empty .tif', 'a.tif', new Uint8Array(), /cut off/],
    ['a GeoTIFF that is cut off', 'a.tif', cut(tiff({ compression: 'none' }), 0.9), /cut off|no readable/],
    ['absurd width', 'a.tif', tiff({ lies: { 256: 4_000_000_000 } }), /claims 4000000000/],
    ['absurd height', 'a.tif', tiff({ lies: { 257: 2_000_000_000 } }), /claims 300 × 2000000000/],
    ['tiles of gigabytes', 'a.tif', tiff({ tile: 64, lies: { 322: 60_000, 323: 60_000 } }), /too large/],
    ['strips that unpack to more', 'a.tif', tiff({ rowsPerStrip: 300, lies: { 278: 2 } }), /unpacked/],
    ['parts beyond the end', 'a.tif', tiff({ tile: 512, lies: { 324: 900_000_000 } }), /cut off/],
    ['an unknown compression', 'a.tif', tiff({ lies: { 259: 50_000 } }), /compression \(50000\) is not read/],
    [
      'LZW that is none',
      'a.tif',
      tiff({ compression: 'none', sample: 'int16', lies: { 259: 5 } }),
      /LZW|cut off|more/,
    ],
    ['no heights but bytes', 'a.tif', tiff({ sample: 'rgb' }), /8 bits\) are no heights/],
    ['nowhere on earth', 'a.tif', tiff({ x: 5000 }), /nowhere on earth/],
    ['no size of a sample', 'a.tif', tiff({ scaleX: 0 }), /position makes no sense/],
    ['a PNG that is cut off', placeOfPng, cut(png), /no readable PNG|cut off/],
    ['a PNG that is a text', placeOfPng, Buffer.from('no picture'), /neither PNG nor WebP/],
    ['a PNG that claims to be huge', placeOfPng, changed(png, 17, 200), /claims/],
    [
      'a photograph',
      placeOfPng,
      makePng({ level: 13, x: 0, y: 0, encoding: 'terrain-rgb' }, () => 500_000),
      /picture/,
    ],
    ['PMTiles that are none', 'a.pmtiles', Buffer.from('PMTiles? hardly'), /no PMTiles archive/],
    [
      'PMTiles that are cut off',
      'a.pmtiles',
      cut(makePmtiles([{ level: 13, x: 4562, y: 3854, bytes: png }], [20, 10, 21, 11]), 0.6),
      /PNG|cut off|directory/,
    ],
  ])('%s', async (_, name, bytes, reason) => {
    const problems = await problemsOf(name, bytes);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.file).toBe(name);
    expect(problems[0]?.reason).toMatch(reason);
  });

  it('a tile that vanished since the scan is missing, and a problem', async () => {
    const { rm } = await import('node:fs/promises');
    const state = memoryState();
    const folder = terrainFolder({ 'N47E009.hgt': good });
    await act(state, 'setFolders', { folders: [folder] });
    await rm(`${folder}/N47E009.hgt`);
    const answer = await ask<TerrainAnswer>(state, 'elevation', { points: [{ lat: 47.5, lon: 9.5 }] });
    expect(answer.elevM).toEqual([null]);
    expect(answer.missingTiles).toEqual(['N47E009']);
    expect(answer.problems[0]?.file).toBe('N47E009.hgt');
  });
});
