/** Speed of the IGC reader and of xcmetrics on real flights; the peer reads the same bytes in the same run. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import IGCParser from 'igc-parser';
import { XcmetricsOptions } from '../../src/contract/xcmetrics';
import { parseIgc } from '../../src/engines/igc/parse-igc';
import { xcmetrics } from '../../src/engines/xcmetrics/engine';
import { memoryState, noFiles } from '../helpers/engine-state';
import type { BenchRow } from './bench-row';
import { demRows } from './support/dem-rows';
import { flowRows } from './support/flow-rows';
import { geolookupRows } from './support/geolookup-rows';
import { xcmetricsRows } from './support/xcmetrics-rows';
import { xcscoreRows } from './support/xcscore-rows';

const RUNS = 5;
const npmFlights = 'node_modules/igc-xc-score/test';
const corpus = '../shared/data/igc';

interface Flight {
  bytes: Uint8Array;
  text: string;
}

function load(folder: string): Flight[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.igc$/i.test(name))
    .sort()
    .map((name) => {
      const buffer = readFileSync(join(folder, name));
      return { bytes: new Uint8Array(buffer), text: buffer.toString('latin1') };
    });
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function timeMs(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function readWithPeer({ text }: Flight): number {
  try {
    return IGCParser.parse(text, { lenient: true }).fixes.length;
  } catch {
    return 0; // files that the peer refuses cost it next to nothing
  }
}

function parseRow(flights: readonly Flight[], note: string): BenchRow {
  const megabytes = flights.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
  let fixes = 0;
  const ours = () => flights.forEach(({ bytes }) => (fixes += parseIgc(bytes).fixes.n));
  const theirs = () => flights.forEach((flight) => (fixes += readWithPeer(flight)));
  ours();
  theirs(); // both warm
  const [oursMs, theirsMs]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    oursMs.push(timeMs(ours));
    theirsMs.push(timeMs(theirs));
  }
  if (fixes === 0) throw new Error('Nothing was read.');
  const value = megabytes / (median(oursMs) / 1000);
  const peerValue = megabytes / (median(theirsMs) / 1000);
  return {
    measure: 'parse_mb_per_s',
    value,
    unit: 'MB/s',
    target: 150,
    peer: 'igc-parser (lenient)',
    peerValue,
    ratio: value / peerValue,
    runs: RUNS,
    note: `${note}, ${flights.length} files, ${megabytes.toFixed(1)} MB, warm`,
  };
}

const options = XcmetricsOptions.parse({});
const silent = { info: () => undefined, warn: () => undefined };

async function runEngine({ bytes }: Flight): Promise<void> {
  await xcmetrics.run(
    {
      blobs: { read: () => Promise.resolve(bytes) },
      progress: () => undefined,
      log: silent,
      resourcesDir: '',
      ...noFiles,
      state: memoryState(),
      signal: new AbortController().signal,
    },
    { file: { sha256: '', sizeBytes: bytes.length, fileName: 'bench.igc' }, options },
  );
}

async function engineRows(flights: readonly Flight[]): Promise<BenchRow[]> {
  const perFlightMs: number[][] = flights.map(() => []);
  const rates: number[] = [];
  for (let run = -1; run < RUNS; run++) {
    const start = performance.now();
    for (const [k, flight] of flights.entries()) {
      const began = performance.now();
      await runEngine(flight);
      if (run >= 0) perFlightMs[k]?.push(performance.now() - began);
    }
    if (run >= 0) rates.push(flights.length / ((performance.now() - start) / 1000)); // the first run warms up
  }
  const nearOneMb = flights.flatMap(({ bytes }, k) =>
    bytes.length > 0.9e6 && bytes.length < 1.2e6 ? [median(perFlightMs[k] ?? [])] : [],
  );
  const megabytes = flights.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
  return [
    {
      measure: 'flights_per_s',
      value: median(rates),
      unit: 'flights/s',
      target: 25,
      runs: RUNS,
      note: `xcmetrics complete, one thread, ${flights.length} real flights of ${(megabytes / flights.length).toFixed(2)} MB on average`,
    },
    {
      measure: 'metrics_1mb_ms',
      value: median(nearOneMb),
      unit: 'ms',
      target: 40,
      runs: RUNS,
      note: `median of ${nearOneMb.length} flights of 0.9 to 1.2 MB`,
    },
  ];
}

/** `BENCH_ONLY=metrics,score` picks some. */
const parts: Record<string, () => BenchRow[] | Promise<BenchRow[]>> = {
  reading: readingRows,
  metrics: xcmetricsRows,
  score: xcscoreRows,
  geolookup: geolookupRows,
  dem: demRows,
  flow: flowRows,
};

export async function bench(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const name of process.env.BENCH_ONLY?.split(',') ?? Object.keys(parts)) {
    const part = parts[name];
    if (!part) throw new Error(`BENCH_ONLY knows ${Object.keys(parts).join(', ')}.`);
    rows.push(...(await part()));
  }
  return rows;
}

async function readingRows(): Promise<BenchRow[]> {
  const flights = load(npmFlights);
  if (flights.length === 0) throw new Error(`No flights in ${npmFlights}: run npm install.`);
  const more = load(corpus);
  const rows = [parseRow(flights, 'npm flights')];
  if (more.length > 0) rows.push(parseRow([...flights, ...more], 'npm flights and corpus'));
  return [...rows, ...(await engineRows(flights))];
}
