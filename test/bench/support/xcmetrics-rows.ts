/** What reading and analysing real flights costs in CPU, with igc-parser on the same bytes in the same run. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import IGCParser from 'igc-parser';
import { FlightlineError } from '../../../src/contract/errors';
import { XcmetricsOptions } from '../../../src/contract/xcmetrics';
import { parseIgc } from '../../../src/engines/igc/parse-igc';
import { describe, segmentTrack } from '../../../src/engines/xcmetrics/analyse';
import type { BenchRow } from '../bench-row';
import { median, percentile, spread, sum } from './numbers';

const RUNS = 7;
const npmFlights = 'node_modules/igc-xc-score/test';
const corpus = '../shared/data/igc';
const options = XcmetricsOptions.parse({});

interface Flight {
  name: string;
  bytes: Uint8Array;
  /** For the peer, which takes text. */
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
      return { name, bytes: new Uint8Array(buffer), text: buffer.toString('latin1') };
    });
}

const megabytesOf = (flights: readonly Flight[]) => sum(flights.map(({ bytes }) => bytes.length)) / 1e6;

/** CPU of this process, so that others on the machine do not count. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function parseRatio(flights: readonly Flight[]): BenchRow {
  const ours = () => flights.forEach(({ bytes }) => parseIgc(bytes));
  const theirs = () => flights.forEach(readWithPeer);
  for (let k = 0; k < 3; k++) ours();
  theirs();
  const [oursMs, theirsMs]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    oursMs.push(cpuMs(ours));
    theirsMs.push(cpuMs(theirs));
  }
  const megabytes = megabytesOf(flights);
  const value = median(theirsMs) / median(oursMs);
  const rates = oursMs.map((ms) => megabytes / (ms / 1000));
  return {
    measure: 'parse_ratio_igc_parser',
    value,
    unit: '×',
    target: 5,
    peer: 'igc-parser (lenient), MB/s',
    peerValue: megabytes / (median(theirsMs) / 1000),
    ratio: value,
    runs: RUNS,
    note: `CPU; ours ${median(rates).toFixed(0)} MB/s (${spread(rates)}), ${flights.length} files, ${megabytes.toFixed(1)} MB`,
  };
}

function readWithPeer({ text }: Flight): void {
  try {
    IGCParser.parse(text, { lenient: true });
  } catch {
    // Files that the peer refuses cost it next to nothing.
  }
}

function metricsRows(flights: readonly Flight[]): BenchRow[] {
  const perFlightMs: number[][] = flights.map(() => []);
  for (let run = -1; run < RUNS; run++) {
    flights.forEach(({ bytes }, k) => {
      const ms = cpuMs(() => describe(segmentTrack(bytes, options), options));
      if (run >= 0) perFlightMs[k]?.push(ms); // the first run warms up
    });
  }
  const perMegabyte = flights.map(({ bytes }, k) => median(perFlightMs[k] ?? []) / (bytes.length / 1e6));
  return [
    {
      measure: 'metrics_ms_per_mb',
      value: median(perMegabyte),
      unit: 'ms CPU/MB',
      target: 40,
      runs: RUNS,
      note: `xcmetrics complete, median of ${flights.length} real flights; p90 ${percentile(perMegabyte, 0.9).toFixed(1)}, worst ${Math.max(...perMegabyte).toFixed(1)}`,
    },
  ];
}

/** Every file gives flights or says why not; anything else that is thrown ends the bench. */
function readableRow(flights: readonly Flight[]): BenchRow {
  let [read, refused] = [0, 0];
  for (const { bytes } of flights) {
    try {
      segmentTrack(bytes, options);
      read++;
    } catch (error) {
      if (!(error instanceof FlightlineError)) throw error;
      refused++;
    }
  }
  return {
    measure: 'files_read_or_reason',
    value: read + refused,
    unit: 'files',
    target: flights.length,
    runs: 1,
    note: `${read} with flights, ${refused} refused with a reason`,
  };
}

export function xcmetricsRows(): BenchRow[] {
  const flights = load(npmFlights);
  if (flights.length === 0) throw new Error(`No flights in ${npmFlights}: run npm install.`);
  return [parseRatio(flights), ...metricsRows(flights), readableRow([...flights, ...load(corpus)])];
}
