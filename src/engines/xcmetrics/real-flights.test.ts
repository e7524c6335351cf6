/** Real flights: those that the npm package igc-xc-score ships, and the shared corpus where it is present. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import IGCParser from 'igc-parser';
import { describe, expect, it } from 'vitest';
import { FlightlineError } from '#contract/errors';
import type { Wind, XcmetricsOutput } from '#contract/xcmetrics';
import { XcmetricsOptions, XcmetricsOutput as OutputSchema } from '#contract/xcmetrics';
import { parseIgc } from '../igc/parse-igc';
import { describe as describeFlight, segmentTrack } from './analyse';
import { median } from './circles';

const options = XcmetricsOptions.parse({});
const npmFlights = 'node_modules/igc-xc-score/test';
const corpus = '../shared/data/igc';

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.igc$/i.test(name))
    .sort();
}

const analysed = new Map<string, XcmetricsOutput | FlightlineError>();

/** The result, or the typed reason; anything else that is thrown fails the test. Each file is read once. */
function analyse(path: string): XcmetricsOutput | FlightlineError {
  const known = analysed.get(path);
  if (known) return known;
  let result: XcmetricsOutput | FlightlineError;
  try {
    result = describeFlight(segmentTrack(new Uint8Array(readFileSync(path)), options), options);
  } catch (error) {
    if (!(error instanceof FlightlineError)) throw error;
    result = error;
  }
  analysed.set(path, result);
  return result;
}

/** Fixes that the peer reads, leniently; null when it gives up on the file. */
function peerFixes(path: string): number | null {
  try {
    return IGCParser.parse(readFileSync(path, 'latin1'), { lenient: true }).fixes.length;
  } catch {
    return null;
  }
}

function expectSane(output: XcmetricsOutput): void {
  expect(OutputSchema.parse(output)).toEqual(output);
  for (const flight of output.flights) {
    expect(flight.airtimeS).toBeGreaterThanOrEqual(60);
    expect(flight.trackKm).toBeGreaterThanOrEqual(flight.straightKm * 0.99);
    expect(flight.maxGroundSpeedKmh).toBeLessThan(400);
    const { thermal, glide, search } = flight.shareOfTime;
    expect(thermal + glide + search).toBeCloseTo(1, 3);
    expect(flight.thermals.every(({ gainM }) => gainM >= 0)).toBe(true);
  }
}

describe('flights of igc-xc-score', () => {
  const files = filesOf(npmFlights);

  it('are all there', () => expect(files).toHaveLength(33));

  it.each(files)('%s gives its flights', (name) => {
    const output = analyse(join(npmFlights, name));
    expect(output).not.toBeInstanceOf(FlightlineError);
    expectSane(output as XcmetricsOutput);
  });

  it.each(files)('%s has as many fixes as the peer reads', (name) => {
    const path = join(npmFlights, name);
    expect(parseIgc(new Uint8Array(readFileSync(path))).fixes.n).toBe(peerFixes(path));
  });

  it('a lunch break parts two flights', () => {
    const output = analyse(join(npmFlights, 'lunch-break.igc')) as XcmetricsOutput;
    expect(output.flights).toHaveLength(2);
    expect(output.mainFlight).toBe(1);
  });

  it('a hike up is not flown', () => {
    const output = analyse(join(npmFlights, 'hiking-up.igc')) as XcmetricsOutput;
    expect(output.flights.map(({ takeoff }) => takeoff.time.slice(11, 15))).toEqual(['09:4']);
  });
});

interface GoldenFlight {
  file: string;
  valid: boolean;
  takeoff?: number;
  landing?: number;
  thermals?: number;
}

const corpusFiles = filesOf(corpus);
if (corpusFiles.length === 0) console.warn(`Skipped: the shared corpus is not at ${corpus}.`);

describe.skipIf(corpusFiles.length === 0)('shared corpus', () => {
  it.each(corpusFiles)('%s gives flights or a typed reason', (name) => {
    const output = analyse(join(corpus, name));
    if (output instanceof FlightlineError) expect(['INVALID_FLIGHT', 'EMPTY_FILE']).toContain(output.code);
    else expectSane(output);
  });

  it.each(corpusFiles)('%s has at least as many fixes as the peer reads', (name) => {
    const path = join(corpus, name);
    expect(parseIgc(new Uint8Array(readFileSync(path))).fixes.n).toBeGreaterThanOrEqual(peerFixes(path) ?? 0);
  });

  const hours = (iso: string) => iso.slice(11, 19);

  it.each([
    ['GliderGeek_opensoar/outlanding_race_task_enl.igc', ['16:12:32-16:33:14', '16:52:43-16:58:11']],
    ['marcin-osowski_igc_lib/new_zealand.igc', ['03:57:35-04:02:44']],
    ['XCSoar/01lz1hq1.igc', ['00:40:25-00:46:45']],
    // Wheels, tow and landing make up to 999 here, for 22 s at most.
    ['ezgliding_goigc/optimize-long-flight-1.igc', []],
    ['Turbo87_igc-parser/MD_85ugkjj1.IGC', []],
    ['marcin-osowski_igc_lib/olsztyn.igc', []],
    ['GliderGeek_opensoar/missing_lcu_lseeyou_lines.igc', []],
  ])('%s has the engine runs %j', (name, runs) => {
    const { flights, mainFlight } = analyse(join(corpus, name)) as XcmetricsOutput;
    const engine = flights[mainFlight]?.engine;
    expect(engine?.sensors).toEqual(['ENL']);
    expect(engine?.runs.map(({ start, end }) => `${hours(start.time)}-${hours(end.time)}`)).toEqual(runs);
  });

  it('finds the same wind for pilots of the same race', () => {
    // No truth: their fields WSP and WDI hold ground speed and course. But eight pilots were in the same air.
    const winds = corpusFiles
      .filter((name) => name.startsWith('igclib'))
      .map((name) => (analyse(join(corpus, name)) as XcmetricsOutput).flights.at(-1)?.wind);
    const north = (wind: Wind) => wind.speedMps * Math.cos((wind.fromDeg * Math.PI) / 180);
    const east = (wind: Wind) => wind.speedMps * Math.sin((wind.fromDeg * Math.PI) / 180);
    for (const bottomM of [1250, 1500, 1750]) {
      const layers = winds.flatMap((wind) => wind?.layers.filter((layer) => layer.bottomM === bottomM) ?? []);
      expect(layers.length).toBe(8);
      const at = { north: median(layers.map(north)), east: median(layers.map(east)) };
      const away = layers.map((wind) => Math.hypot(north(wind) - at.north, east(wind) - at.east));
      expect(median(away)).toBeLessThan(1);
      expect(away.filter((metresPerSecond) => metresPerSecond < 2).length).toBeGreaterThanOrEqual(7);
    }
  });

  it('finds winds that agree with the drift of the thermals', () => {
    const differences: number[] = [];
    for (const name of corpusFiles) {
      const output = analyse(join(corpus, name));
      if (output instanceof FlightlineError) continue;
      const flight = output.flights[output.mainFlight];
      if (!flight || flight.wind.mean?.quality !== 'good') continue;
      const drifts = flight.thermals.flatMap(({ drift }) => drift ?? []);
      const mean = (of: (rad: number) => number) =>
        drifts.reduce(
          (sum, { speedMps, towardsDeg }) => sum + speedMps * of((towardsDeg * Math.PI) / 180),
          0,
        ) / drifts.length;
      const fromRad = (flight.wind.mean.fromDeg * Math.PI) / 180;
      const { speedMps } = flight.wind.mean;
      differences.push(
        Math.hypot(
          mean(Math.cos) + speedMps * Math.cos(fromRad),
          mean(Math.sin) + speedMps * Math.sin(fromRad),
        ),
      );
    }
    console.info(
      `wind against drift: ${differences.length} flights, median ${median(differences).toFixed(2)} m/s apart`,
    );
    expect(differences.length).toBeGreaterThan(40);
    expect(median(differences)).toBeLessThan(0.8);
  });

  it('agrees with igc_lib on take-offs, landings and thermals', () => {
    const golden = JSON.parse(readFileSync(join(corpus, 'igc_lib-golden.json'), 'utf8')) as GoldenFlight[];
    const ofDay = (iso: string) => (Date.parse(iso) / 1000) % 86_400;
    const apart = (a: number, b: number) => Math.abs(((a - b + 129_600) % 86_400) - 43_200);
    const [takeoffs, landings, ours, theirs]: [number[], number[], number[], number[]] = [[], [], [], []];
    for (const name of corpusFiles) {
      const known = golden.find(({ file, valid }) => file === name && valid);
      const output = known && analyse(join(corpus, name));
      if (!known || !output || output instanceof FlightlineError || output.flights.length !== 1) continue;
      const flight = output.flights[0];
      if (!flight) continue;
      takeoffs.push(apart(ofDay(flight.takeoff.time), known.takeoff ?? 0));
      landings.push(apart(ofDay(flight.landing.time), known.landing ?? 0));
      ours.push(flight.thermals.length + flight.searches.length);
      theirs.push(known.thermals ?? 0);
    }
    const share = (values: number[], limit: number) =>
      values.filter((value) => value <= limit).length / values.length;
    console.info(
      `igc_lib: ${ours.length} flights; take-off within 60 s ${share(takeoffs, 60).toFixed(2)}, landing ` +
        `${share(landings, 60).toFixed(2)}, correlation of thermal counts ${correlation(ours, theirs).toFixed(3)}`,
    );
    expect(ours.length).toBeGreaterThan(40);
    expect(share(takeoffs, 60)).toBeGreaterThan(0.75);
    expect(share(takeoffs, 300)).toBeGreaterThan(0.95);
    expect(share(landings, 60)).toBeGreaterThan(0.9);
    expect(correlation(ours, theirs)).toBeGreaterThan(0.85);
  });
});

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    const [x, y] = [value - meanA, (b[i] ?? 0) - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  });
  return ab / Math.sqrt(aa * bb);
}
