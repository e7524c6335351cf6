/** The engine over made flights and made ground. */
import { describe, expect, it } from 'vitest';
import type { DemTerrain } from '#contract/dem';
import { DemOptions, DemOutput } from '#contract/dem';
import type { WritableEngineState } from '#contract/engine';
import { formatFix, makeFlight } from '../../../test/fixtures/make-flight';
import { makeHgt } from '../../../test/fixtures/make-terrain';
import { noFiles } from '../../../test/helpers/engine-state';
import { memoryState, stateWith, terrainFolder } from '../../../test/helpers/terrain';
import { readTrack } from '../igc/track';
import { dem } from './engine';

const options = DemOptions.parse({});
const file = { sha256: 'a', sizeBytes: 1, fileName: 'flight.igc' };

function context(bytes: Uint8Array, state: WritableEngineState, signal = new AbortController().signal) {
  return {
    blobs: { read: async () => bytes },
    state,
    signal,
    resourcesDir: '',
    ...noFiles,
    progress: () => signal.throwIfAborted(),
    log: { info: () => undefined, warn: () => undefined },
  };
}

async function run(bytes: Uint8Array, state: WritableEngineState, given: Partial<DemOptions> = {}) {
  const output = await dem.run(context(bytes, state), { file, options: { ...options, ...given } });
  expect(DemOutput.parse(output)).toEqual(output);
  return output;
}

const GROUND_M = 800;

interface FlownLine {
  /** [second, height above ground]; straight lines between them. */
  corners: [number, number][];
  gnssOffM?: number | null;
  baroOffM?: number;
}

/** A flight east along 47.5 N at 10 m/s over flat ground, standing where it is on the ground. */
function flown({ corners, gnssOffM = 50, baroOffM = -30 }: FlownLine): Uint8Array {
  const lines = ['AXXX001', 'HFDTEDATE:150624,01'];
  let lon = 9.5;
  for (let t = 0; t <= (corners.at(-1)?.[0] ?? 0); t += 2) {
    const k = Math.max(
      1,
      corners.findIndex(([s]) => s >= t),
    );
    const [[t0, h0], [t1, h1]] = [corners[k - 1] ?? [0, 0], corners[k] ?? [1, 0]];
    const agl = h0 + ((h1 - h0) * (t - t0)) / (t1 - t0);
    if (agl > 0) lon += 20 / 75_000;
    const gnssM = gnssOffM === null ? 0 : GROUND_M + agl + gnssOffM;
    lines.push(
      formatFix({ timeOfDayS: 36_000 + t, lat: 47.5, lon, baroM: GROUND_M + agl + baroOffM, gnssM }),
    );
  }
  return new TextEncoder().encode(lines.join('\r\n'));
}

const corners: [number, number][] = [
  [0, 0],
  [120, 0],
  [400, 600],
  [700, 100],
  [1000, 700],
  [1600, 0],
  [1800, 0],
];

const flat = () => stateWith(terrainFolder({ 'N47E009.hgt': makeHgt(47, 9, () => GROUND_M) }));

describe('a flight over known ground', () => {
  it('has its height above it, whatever the altitude was off by', async () => {
    const state = await flat();
    const output = await run(flown({ corners }), state);
    expect(output).toMatchObject({
      coverage: 1,
      resolutionM: 92.7,
      missingTiles: [],
      altitudeSource: 'gnss',
      mainFlight: 0,
    });
    expect(output.sources).toEqual([{ kind: 'hgt', resolutionM: 92.7, tiles: ['N47E009.hgt'], share: 1 }]);
    const [flight] = output.flights;
    expect(flight).toMatchObject({
      coverage: 1,
      terrainMinM: GROUND_M,
      terrainMaxM: GROUND_M,
      altitudeOffsetFrom: 'takeoffAndLanding',
    });
    expect(Math.abs((flight?.altitudeOffsetM ?? 0) - 50)).toBeLessThan(20);
    expect(Math.abs((flight?.agl?.maxM ?? 0) - 700)).toBeLessThan(20);
    expect(Math.abs((flight?.agl?.minM ?? 0) - 100)).toBeLessThan(20);
  });

  it('tells of low saves, when and where', async () => {
    const { flights } = await run(flown({ corners }), await flat());
    expect(flights[0]?.lowSaves).toHaveLength(1);
    const [save] = flights[0]?.lowSaves ?? [];
    expect(save?.time).toBe('2024-06-15T10:11:40Z');
    expect(save?.lat).toBe(47.5);
    expect(Math.abs((save?.gainedM ?? 0) - 600)).toBeLessThan(10);
  });

  it('has none when low means lower', async () => {
    const { flights } = await run(flown({ corners }), await flat(), { lowSaveAglM: 40 });
    expect(flights[0]?.lowSaves).toEqual([]);
  });

  it('takes pressure altitude where there is no other', async () => {
    const output = await run(flown({ corners, gnssOffM: null }), await flat());
    expect(output.altitudeSource).toBe('baro');
    expect(Math.abs((output.flights[0]?.altitudeOffsetM ?? 0) + 30)).toBeLessThan(20);
  });

  it('is not put onto the ground by an altitude that is wrong by a kilometre', async () => {
    const { flights } = await run(flown({ corners, gnssOffM: 1000 }), await flat());
    expect(flights[0]).toMatchObject({ altitudeOffsetM: 0, altitudeOffsetFrom: 'none' });
  });
});

describe('a flight over unknown ground', () => {
  it('is a result without coverage, so that a workflow goes on', async () => {
    const { bytes } = makeFlight({ fixes: 600, start: { lat: 46.5, lon: 7.5, altitudeM: 1500 } });
    const output = await run(bytes, memoryState());
    expect(output).toMatchObject({
      coverage: 0,
      resolutionM: null,
      sources: [],
      missingTiles: ['N46E007'],
      problems: [],
    });
    expect(output.flights[0]).toMatchObject({
      agl: null,
      terrainMaxM: null,
      lowSaves: [],
      altitudeOffsetFrom: 'none',
    });
  });

  it('names the cells that are missing beside those that are there', async () => {
    const { bytes } = makeFlight({ fixes: 1200, start: { lat: 47.5, lon: 9.999, altitudeM: 1500 }, seed: 3 });
    const { coverage, missingTiles } = await run(bytes, await flat());
    expect(coverage).toBeGreaterThan(0);
    expect(coverage).toBeLessThan(1);
    expect(missingTiles).toEqual(['N47E010']);
  });
});

describe('views', () => {
  it('terrain has one value for each fix of the track', async () => {
    const [bytes, state] = [flown({ corners }), await flat()];
    const output = await run(bytes, state);
    const view = await dem.views['terrain']?.(context(bytes, state), { file, options, output });
    const terrain = JSON.parse(String(view?.body)) as DemTerrain;
    const track = readTrack(bytes);
    expect(terrain.n).toBe(track.n);
    expect(terrain.startEpochS).toBe(track.timeS[0]);
    expect(terrain.timeS).toEqual(Array.from(track.timeS, (timeS) => timeS - (track.timeS[0] as number)));
    expect(terrain.terrainM).toEqual(new Array(track.n).fill(GROUND_M));
    expect(Math.max(...terrain.aglM.map((value) => value ?? 0))).toBeCloseTo(
      output.flights[0]?.agl?.maxM ?? 0,
      -1,
    );
  });

  it('csv has a row for each fix, with gaps where nothing is known', async () => {
    const bytes = flown({ corners });
    const output = await run(bytes, memoryState());
    const view = await dem.views['csv']?.(context(bytes, memoryState()), { file, options, output });
    const rows = String(view?.body).trim().split('\r\n');
    expect(rows).toHaveLength(output.fixes + 1);
    expect(rows[1]).toBe('2024-06-15T10:00:00Z,47.500000,9.500000,,,,');
  });
});

describe('the engine', () => {
  it('ends when it is told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(
      dem.run(context(flown({ corners }), await flat(), stop.signal), { file, options }),
    ).rejects.toThrow('enough');
  });

  it('refuses what is no flight', async () => {
    await expect(run(new TextEncoder().encode('shopping list'), memoryState())).rejects.toMatchObject({
      code: 'INVALID_FLIGHT',
    });
  });
});
