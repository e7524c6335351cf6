/** Questions and acts: folders, profiles, what is missing, and the older service's answer. */
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type {
  CoverageAnswer,
  LegacyTerrainAnswer,
  MissingAnswer,
  ProfileAnswer,
  TerrainAnswer,
} from '#contract/dem';
import { LegacyTerrainQuery } from '#contract/dem';
import { makeHgt } from '../../../test/fixtures/make-terrain';
import { act, ask, memoryState, stateWith, terrainFolder } from '../../../test/helpers/terrain';
import { downloadsOf } from './one-degree';
import { samplePath } from './profile';

const slope = makeHgt(47, 9, (lat) => (lat - 47) * 1000);

describe('folders', () => {
  it('are scanned when they are set; the answer counts what is in them', async () => {
    const folder = terrainFolder({
      'N47E009.hgt': slope,
      'deep/N48E009.hgt': slope,
      'readme.txt': Buffer.from('x'),
    });
    const { folders } = await act(memoryState(), 'setFolders', { folders: [folder] });
    expect(folders).toEqual([
      { path: folder, counts: { hgt: 2 }, bytes: 2 * slope.length, problems: [], problemCount: 0 },
    ]);
  });

  it.each([
    ['relative/path', 'INVALID_INPUT'],
    ['/no/such/folder/anywhere', 'FILE_NOT_FOUND'],
  ])('%s is refused', async (folder, code) => {
    await expect(act(memoryState(), 'setFolders', { folders: [folder] })).rejects.toMatchObject({ code });
  });

  it('a file is no folder', async () => {
    const folder = terrainFolder({ 'N47E009.hgt': slope });
    const file = path.join(folder, 'N47E009.hgt');
    await expect(act(memoryState(), 'setFolders', { folders: [file] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('inside each other count a file once, and links do not lead around', async () => {
    const folder = terrainFolder({ 'deep/N47E009.hgt': slope });
    symlinkSync(folder, path.join(folder, 'deep', 'again'));
    const { folders } = await act(memoryState(), 'setFolders', {
      folders: [folder, path.join(folder, 'deep')],
    });
    expect(folders.map(({ counts }) => counts)).toEqual([{ hgt: 1 }, {}]);
  });

  it('that vanished are a problem of theirs', async () => {
    const [gone, stays] = [terrainFolder({ 'N46E009.hgt': slope }), terrainFolder({ 'N47E009.hgt': slope })];
    const state = await stateWith(gone, stays);
    rmSync(gone, { recursive: true });
    const { folders } = await act(state, 'rescan', {});
    expect(folders.map(({ counts }) => counts)).toEqual([{}, { hgt: 1 }]);
    expect(folders[0]?.problems[0]?.reason).toContain('cannot be read');
  });

  it('give the state another revision only when something changed', async () => {
    const folder = terrainFolder({ 'N47E009.hgt': slope });
    const state = await stateWith(folder);
    const before = state.revision;
    await act(state, 'rescan', {});
    expect(state.revision).toBe(before);
    writeFileSync(path.join(folder, 'N48E009.hgt'), slope);
    await act(state, 'rescan', {});
    expect(state.revision).not.toBe(before);
  });

  it('a replaced file is read again', async () => {
    const folder = terrainFolder({ 'N47E009.hgt': slope });
    const state = await stateWith(folder);
    const points = [{ lat: 47.5, lon: 9.5 }];
    const height = async () => (await ask<TerrainAnswer>(state, 'elevation', { points })).elevM[0];
    expect(await height()).toBe(500);
    writeFileSync(
      path.join(folder, 'N47E009.hgt'),
      makeHgt(47, 9, () => 77),
    );
    utimesSync(path.join(folder, 'N47E009.hgt'), 1, 1);
    await act(state, 'rescan', {});
    expect(await height()).toBe(77);
  });

  it('coverage shows the tiles with their boxes', async () => {
    const state = await stateWith(terrainFolder({ 'N47E009.hgt': slope }));
    const { tiles, tileCount, scannedAt } = await ask<CoverageAnswer>(state, 'coverage', {});
    expect(tileCount).toBe(1);
    expect(scannedAt).not.toBeNull();
    expect(tiles).toEqual([
      {
        name: 'N47E009.hgt',
        folder: 0,
        kind: 'hgt',
        box: { west: 9, south: 47, east: 10, north: 48 },
        resolutionM: 92.7,
        bytes: slope.length,
      },
    ]);
  });

  it('without any, nothing is there and everything is missing', async () => {
    const state = memoryState();
    expect(await ask<CoverageAnswer>(state, 'coverage', {})).toMatchObject({
      folders: [],
      tiles: [],
      scannedAt: null,
    });
    const answer = await ask<TerrainAnswer>(state, 'elevation', { points: [{ lat: -0.5, lon: -0.5 }] });
    expect(answer).toEqual({ elevM: [null], sources: [], missingTiles: ['S01W001'], problems: [] });
  });

  it('too deep ones are not followed to the end', async () => {
    const folder = terrainFolder({ 'N47E009.hgt': slope });
    mkdirSync(path.join(folder, ...new Array<string>(14).fill('d')), { recursive: true });
    const { folders } = await act(memoryState(), 'setFolders', { folders: [folder] });
    expect(folders[0]?.counts).toEqual({ hgt: 1 });
    expect(folders[0]?.problems[0]?.reason).toContain('folders deep');
  });
});

describe('a profile', () => {
  it('follows the ground at even distances', async () => {
    const state = await stateWith(terrainFolder({ 'N47E009.hgt': slope }));
    const answer = await ask<ProfileAnswer>(state, 'profile', {
      path: [
        { lat: 47.1, lon: 9.5 },
        { lat: 47.9, lon: 9.5 },
      ],
      stepM: 1000,
    });
    expect(answer.elevM).toHaveLength(90);
    expect(answer.elevM[0]).toBe(100);
    expect(answer.elevM.at(-1)).toBe(900);
    expect(answer.distanceM.slice(0, 3)).toEqual([0, 1000, 2000]);
    expect(answer.elevM[10]).toBeCloseTo(100 + (10_000 / 111_195) * 1000, 0);
  });

  it('has the corners of its path, and survives points that repeat', () => {
    const corner = { lat: 47.001, lon: 9 };
    const { lat, distanceM } = samplePath(
      [{ lat: 47, lon: 9 }, corner, corner, { lat: 47.002, lon: 9 }],
      100,
    );
    expect(lat).toContain(corner.lat);
    expect(lat.filter((value) => value === corner.lat)).toHaveLength(1);
    expect(distanceM).toEqual([...distanceM].sort((a, b) => a - b));
    expect(samplePath([corner, corner], 100).lat).toHaveLength(1);
  });

  it('crosses the date line the short way', () => {
    const { lon } = samplePath(
      [
        { lat: -17, lon: 179.9 },
        { lat: -17, lon: -179.9 },
      ],
      1000,
    );
    expect(lon.every((value) => Math.abs(value) > 179.8)).toBe(true);
  });

  it('of a whole circle of the earth in steps of a metre is refused', () => {
    const far = [
      { lat: 0, lon: 0 },
      { lat: 0, lon: 120 },
    ];
    expect(() => samplePath(far, 1)).toThrow(/make stepM larger/);
  });
});

describe('what is missing', () => {
  it('is named for points, boxes and names, with addresses', async () => {
    const state = await stateWith(terrainFolder({ 'N47E009.hgt': slope }));
    const { tiles, tileCount } = await ask<MissingAnswer>(state, 'missing', {
      points: [
        { lat: 47.5, lon: 9.5 },
        { lat: 46.5, lon: 8.5 },
      ],
      boxes: [{ west: 9.2, south: 47.2, east: 10.2, north: 47.8 }],
      tiles: ['N47E009', 'S34W071'],
    });
    expect(tiles.map(({ name }) => name)).toEqual(['N46E008', 'N47E010', 'S34W071']);
    expect(tileCount).toBe(3);
    expect(tiles[0]?.box).toEqual({ west: 8, south: 46, east: 9, north: 47 });
  });

  it.each([
    ['N47E009', 'Copernicus_DSM_COG_10_N47_00_E009_00_DEM', 'skadi/N47/N47E009.hgt.gz', '/L32.zip'],
    ['S34W071', 'Copernicus_DSM_COG_10_S34_00_W071_00_DEM', 'skadi/S34/S34W071.hgt.gz', '/SI19.zip'],
    ['N00E010', 'Copernicus_DSM_COG_10_N00_00_E010_00_DEM', 'skadi/N00/N00E010.hgt.gz', '/A32.zip'],
  ])('%s is to be had at public sources', (name, copernicus, skadi, sheet) => {
    const urls = downloadsOf(name).map(({ url }) => url);
    expect(urls[0]).toBe(`https://copernicus-dem-30m.s3.amazonaws.com/${copernicus}/${copernicus}.tif`);
    expect(urls[1]).toContain(skadi);
    expect(urls[2]).toContain(sheet);
  });

  it('a box that is none is refused', async () => {
    const boxes = [{ west: 10, south: 50, east: 9, north: 40 }];
    await expect(ask(memoryState(), 'missing', { boxes })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('the older service', () => {
  it('gives the points back with terrain_alt, absent members as null, unknown ones left out', async () => {
    const state = await stateWith(terrainFolder({ 'N47E009.hgt': slope }));
    const answer = await ask<LegacyTerrainAnswer>(state, 'legacyTerrain', {
      track_points: [
        {
          timestamp: '2024-06-15T10:00:00Z',
          lat: 47.25,
          lon: 9.5,
          gps_alt: 900,
          segment_type: 'glide',
          segment_id: 3,
          more: 1,
        },
        { timestamp: 'x', lat: '10.5', lon: 20.5 },
        { timestamp: 'off the earth', lat: 99, lon: 999 },
      ],
    });
    const absent = { gps_alt: null, pressure_alt: null, segment_type: null, segment_id: null };
    expect(answer).toEqual({
      track_points: [
        {
          timestamp: '2024-06-15T10:00:00Z',
          lat: 47.25,
          lon: 9.5,
          gps_alt: 900,
          pressure_alt: null,
          segment_type: 'glide',
          segment_id: 3,
          terrain_alt: 250,
        },
        { timestamp: 'x', lat: 10.5, lon: 20.5, ...absent, terrain_alt: null },
        { timestamp: 'off the earth', lat: 99, lon: 999, ...absent, terrain_alt: null },
      ],
    });
  });

  it.each([
    ['no points', {}],
    ['a point without a time', { track_points: [{ lat: 1, lon: 2 }] }],
    ['a latitude that is no number', { track_points: [{ timestamp: 'x', lat: 'north', lon: 2 }] }],
    ['a time that is a number', { track_points: [{ timestamp: 5, lat: 1, lon: 2 }] }],
    ['half a segment', { track_points: [{ timestamp: 'x', lat: 1, lon: 2, segment_id: 0.5 }] }],
  ])('refuses %s', (_, body) => expect(LegacyTerrainQuery.safeParse(body).success).toBe(false));
});
