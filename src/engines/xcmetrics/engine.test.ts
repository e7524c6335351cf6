import { describe, expect, it } from 'vitest';
import type { RunContext } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import { XcmetricsOptions, XcmetricsOutput } from '#contract/xcmetrics';
import { XcmetricsTrack } from '#contract/xcmetrics-track';
import { makeFlight } from '../../../test/fixtures/make-flight';
import { memoryState, noFiles } from '../../../test/helpers/engine-state';
import { xcmetrics } from './engine';

const { bytes, truth } = makeFlight({
  fixes: 1800,
  seed: 2,
  thermals: 3,
  engine: { sensor: 'ENL', runs: [{ fromS: 300, toS: 380, reading: 900 }] },
});
const options = XcmetricsOptions.parse({});
const input = { file: { sha256: 'f1', sizeBytes: bytes.length, fileName: 'flight.igc' }, options };

function context(signal = new AbortController().signal) {
  const shares: number[] = [];
  const ctx: RunContext = {
    blobs: {
      read: (sha256) =>
        sha256 === 'f1'
          ? Promise.resolve(bytes)
          : Promise.reject(new FlightlineError('BLOB_NOT_FOUND', sha256)),
    },
    progress: (share) => shares.push(share),
    log: { info: () => undefined, warn: () => undefined },
    resourcesDir: '',
    ...noFiles,
    state: memoryState(),
    signal,
  };
  return { ctx, shares };
}

const output = await xcmetrics.run(context().ctx, input);
const view = async (name: string) => {
  const render = xcmetrics.views[name];
  if (!render) throw new Error(`No view ${name}.`);
  const { body, ...rest } = await render(context().ctx, { ...input, output });
  return { ...rest, text: String(body) };
};

describe('run', () => {
  it('reports rising progress up to 1', async () => {
    const { ctx, shares } = context();
    await xcmetrics.run(ctx, input);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('stops with the reason of the signal, before and during the work', async () => {
    const reason = new FlightlineError('CANCELLED', 'Somebody cancelled it.');
    await expect(xcmetrics.run(context(AbortSignal.abort(reason)).ctx, input)).rejects.toBe(reason);
    const controller = new AbortController();
    const { ctx } = context(controller.signal);
    const running = xcmetrics.run({ ...ctx, progress: () => controller.abort(reason) }, input);
    await expect(running).rejects.toBe(reason);
  });

  it('passes on that a blob is gone', async () => {
    const gone = { ...input, file: { ...input.file, sha256: 'f2' } };
    await expect(xcmetrics.run(context().ctx, gone)).rejects.toMatchObject({ code: 'BLOB_NOT_FOUND' });
  });

  it('gives what its schema says', () => expect(XcmetricsOutput.parse(output)).toEqual(output));
});

describe('options', () => {
  it('have defaults', () =>
    expect(options).toEqual({
      altitude: 'auto',
      minTakeoffSpeedKmh: 10,
      minFlightS: 60,
      minThermalS: 30,
      varioWindowS: 20,
    }));
  it.each([{ altitude: 'radar' }, { minThermalS: 0 }, { varioWindowS: 1000 }, { unknown: 1 }])(
    'refuse %o',
    (wrong) => expect(XcmetricsOptions.safeParse(wrong).success).toBe(false),
  );
});

describe('summary', () => {
  it('shows the main flight and no names of people', () => {
    const row = Object.fromEntries(xcmetrics.summary.map(({ key, value }) => [key, value(output)]));
    expect(row).toMatchObject({ date: '2024-06-15', gliderType: 'Made Glider 3', thermals: 3 });
    expect(row).toMatchObject({ engineRuns: 1, windFromDeg: Math.round(truth.wind.fromDeg) });
    expect(row.windMps).toBeCloseTo(truth.wind.speedMps, 0);
    expect(row.medianClimbMps).toBeLessThanOrEqual(row.bestClimbMps as number);
    expect(row.airtimeS).toBeCloseTo(truth.landingS - truth.takeoffS, -1.5);
    expect(Object.keys(row)).not.toContain('pilot');
  });
});

describe('views', () => {
  it('track holds every used fix in columns of one length', async () => {
    const track = XcmetricsTrack.parse(JSON.parse((await view('track')).text));
    expect(track.n).toBe(1800);
    for (const column of [
      track.timeS,
      track.lat,
      track.lon,
      track.altM,
      track.baroAltM,
      track.gnssAltM,
      track.varioMps,
      track.groundSpeedMps,
      track.phase,
    ]) {
      expect(column).toHaveLength(1800);
    }
    expect(track.startEpochS + (track.timeS.at(-1) ?? 0)).toBe(Date.parse('2024-06-15T10:29:59Z') / 1000);
    const middle = truth.thermals[1];
    if (!middle) throw new Error('No thermal.');
    expect(track.phase[Math.round((middle.startS + middle.endS) / 2 - track.startEpochS)]).toBe(2);
    expect([track.phase[0], track.phase.at(-1)]).toEqual([0, 0]);
    expect(new Set(track.phase)).toEqual(new Set([0, 1, 2]));
  });

  it('geojson is a FeatureCollection with tracks, points and phases', async () => {
    const { text, mediaType } = await view('geojson');
    const { type, features } = JSON.parse(text) as {
      type: string;
      features: {
        properties: { kind: string };
        geometry: { type: string; coordinates: number[] | number[][] };
      }[];
    };
    expect([type, mediaType]).toEqual(['FeatureCollection', 'application/geo+json']);
    const count = (kind: string) => features.filter(({ properties }) => properties.kind === kind).length;
    expect(['track', 'takeoff', 'landing', 'thermal', 'glide', 'engine'].map(count)).toEqual([
      1, 1, 1, 3, 4, 1,
    ]);
    const engine = features.find(({ properties }) => properties.kind === 'engine');
    expect(engine?.properties).toMatchObject({ durationS: 80, peak: 900 });
    expect(engine?.geometry.coordinates).toHaveLength(81);
    const track = features[0]?.geometry.coordinates as number[][];
    expect(track[0]?.[0]).toBeCloseTo(truth.takeoff.lon, 3);
    expect(track[0]?.[1]).toBeCloseTo(truth.takeoff.lat, 3);
    expect(track[0]).toHaveLength(3);
  });

  it('csv has a header with units and a row per fix', async () => {
    const { text, mediaType } = await view('csv');
    const rows = text.trimEnd().split('\r\n');
    expect(mediaType).toContain('text/csv');
    expect(rows).toHaveLength(1801);
    expect(rows[0]).toMatch(/^time_utc,lat_deg,lon_deg,altitude_m/);
    const width = rows[0]?.split(',').length;
    expect(rows.every((row) => row.split(',').length === width)).toBe(true);
    expect(rows[0]).toMatch(/,valid,enl$/);
    expect(rows.slice(299, 303).map((row) => Number(row.split(',').at(-1)) === 900)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(rows[1]).toMatch(/^2024-06-15T10:00:00Z,4\d\.\d{6},/);
  });

  it('json is the output', async () => expect(JSON.parse((await view('json')).text)).toEqual(output));
});

describe('HTTP contract', () => {
  it('is that of the older service', () =>
    expect(xcmetrics.http).toEqual({
      port: 8081,
      banner: { message: 'xcmetrics' },
      upload: { suffixes: ['.igc'], wrongSuffixDetail: 'File format not .igc', view: 'legacy' },
    }));
});
