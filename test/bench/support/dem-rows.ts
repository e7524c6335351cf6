/** Speed of terrain under a long flight: 40,000 points over tiles that are in memory. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WritableEngineState } from '../../../src/contract/engine';
import { acts } from '../../../src/engines/dem/acts';
import { sampleTerrain } from '../../../src/engines/dem/sample';
import type { Terrain } from '../../../src/engines/dem/terrain';
import { openTerrain } from '../../../src/engines/dem/terrain-index';
import { makeGeotiff } from '../../fixtures/make-geotiff';
import { hills, makeHgt } from '../../fixtures/make-terrain';
import type { BenchRow } from '../bench-row';

const RUNS = 15;
const POINTS = 40_000;
const { signal } = new AbortController();

/** A flight of 11 hours at 1 Hz: 400 km out and back over four tiles, with circles. */
function flight(): { lat: Float64Array; lon: Float64Array } {
  const [lat, lon] = [new Float64Array(POINTS), new Float64Array(POINTS)];
  for (let k = 0; k < POINTS; k++) {
    const out = 1 - Math.abs(1 - (2 * k) / POINTS);
    lat[k] = 46.3 + 1.3 * out + 0.002 * Math.sin(k / 4);
    lon[k] = 9.2 + 1.6 * out + 0.003 * Math.cos(k / 4);
  }
  return { lat, lon };
}

function scattered(): { lat: Float64Array; lon: Float64Array } {
  const [lat, lon] = [new Float64Array(POINTS), new Float64Array(POINTS)];
  for (let k = 0; k < POINTS; k++) {
    lat[k] = 46 + ((k * 0.754877666) % 2);
    lon[k] = 9 + ((k * 0.569840291) % 2);
  }
  return { lat, lon };
}

/** A UTM tile over all points, coarse enough to be made in a moment. */
function utmTile(): Buffer {
  return makeGeotiff({
    width: 2400,
    height: 2600,
    x: 480_000,
    y: 5_330_000,
    scaleX: 100,
    scaleY: 100,
    epsg: 32632,
    sample: 'int16',
    tile: 512,
    value: (column, row) => column + row,
  });
}

/** As the engine has it after the folder was set. */
async function terrainOf(folder: string): Promise<Terrain> {
  const files = new Map<string, Uint8Array>();
  const state: WritableEngineState = {
    revision: folder,
    read: async (name) => files.get(name) ?? null,
    write: async (name, bytes) => void files.set(name, bytes),
    remove: async (name) => void files.delete(name),
  };
  await acts['setFolders']?.carryOut(
    { state, signal, resourcesDir: '', modelsDir: '' },
    { folders: [folder] },
  );
  return (await openTerrain(state)).terrain;
}

async function medianMs(terrain: Terrain, points: { lat: Float64Array; lon: Float64Array }): Promise<number> {
  const took: number[] = [];
  for (let run = -3; run < RUNS; run++) {
    const start = performance.now();
    const { elevM } = await sampleTerrain(terrain, points, signal);
    if (run >= 0) took.push(performance.now() - start); // the first runs warm up
    if (elevM.some(Number.isNaN)) throw new Error('A point has no height.');
  }
  return took.sort((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
}

const row = (measure: string, value: number, note: string, target?: number): BenchRow => ({
  measure,
  value,
  unit: 'ms',
  ...(target === undefined ? {} : { target }),
  runs: RUNS,
  note: `${POINTS} points, warm; ${note}`,
});

export async function demRows(): Promise<BenchRow[]> {
  const root = mkdtempSync(path.join(tmpdir(), 'flightline-bench-dem-'));
  const [srtm, utm] = [mkdtempSync(path.join(root, 'srtm-')), mkdtempSync(path.join(root, 'utm-'))];
  try {
    for (const [south, west, name] of [
      [46, 9, 'N46E009'],
      [46, 10, 'N46E010'],
      [47, 9, 'N47E009'],
      [47, 10, 'N47E010'],
    ] as const) {
      writeFileSync(path.join(srtm, `${name}.hgt`), makeHgt(south, west, hills));
    }
    writeFileSync(path.join(utm, 'utm.tif'), utmTile());
    const [hgt, metric] = [await terrainOf(srtm), await terrainOf(utm)];
    return [
      row('dem_40k_ms', await medianMs(hgt, flight()), 'a flight over four SRTM tiles', 40),
      row('dem_40k_scattered_ms', await medianMs(hgt, scattered()), 'spread over four SRTM tiles'),
      row('dem_40k_utm_ms', await medianMs(metric, flight()), 'a flight over a UTM GeoTIFF'),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
