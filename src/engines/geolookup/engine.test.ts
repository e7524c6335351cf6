import { beforeAll, describe, expect, it } from 'vitest';
import type { RunContext } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import { GeolookupOptions, GeolookupOutput } from '#contract/geolookup';
import { brokenKinds, makeBrokenFlight, makeFlight } from '../../../test/fixtures/make-flight';
import { AskedEngine, packGeoData, packLimitMs } from '../../../test/helpers/geolookup';
import { geolookup } from './engine';

const golden = { lat: 47.399682, lon: 9.942572 };
const { bytes, truth } = makeFlight({
  fixes: 1200,
  seed: 5,
  start: { ...golden, altitudeM: 1580 },
  date: '2024-07-15',
});
const options = GeolookupOptions.parse({});
const engine = new AskedEngine(geolookup.queries ?? {}, geolookup.acts ?? {});

const inputOf = (content: Uint8Array) => ({
  file: { sha256: 'f1', sizeBytes: content.length, fileName: 'flight.igc' },
  options,
});

function context(content: Uint8Array, signal = new AbortController().signal) {
  const shares: number[] = [];
  const ctx: RunContext = {
    ...engine.ctx,
    blobs: { read: () => Promise.resolve(content) },
    progress: (share) => shares.push(share),
    log: { info: () => undefined, warn: () => undefined },
    signal,
  };
  return { ctx, shares };
}

let output: GeolookupOutput;
beforeAll(async () => {
  await packGeoData();
  await engine.act('importSites', {
    name: 'My hills',
    licence: 'my own',
    text: `name,lat,lon,alt,wind,kind
Niedere - Andelsbuch,47.4035,9.93893,1582,"W, NW",takeoff
Bezau landing field,47.3989,9.9425,650,,landing`,
  });
  output = await geolookup.run(context(bytes).ctx, inputOf(bytes));
}, packLimitMs);

describe('run', () => {
  it('names take-off and landing', () => {
    const [flight] = output.flights;
    expect(output).toMatchObject({ mainFlight: 0, flights: [{}] });
    expect(flight?.takeoff).toMatchObject({
      country: { iso2: 'AT', iso3: 'AUT', name: 'Austria' },
      admin1: { name: 'Vorarlberg', iso3166_2: 'AT-8' },
      place: { name: 'Bizau' },
      tz: { id: 'Europe/Vienna', offsetMin: 120 },
      site: {
        name: 'Niedere - Andelsbuch',
        source: 'My hills',
        licence: 'my own',
        wind: [0, 0, 0, 0, 0, 0, 2, 2],
      },
      seen: true,
    });
    const { time = '', tz, site } = flight?.takeoff ?? {};
    expect(Math.abs(Date.parse(time ?? '') / 1000 - truth.takeoffS)).toBeLessThan(20);
    expect(tz?.localTime?.endsWith('+02:00')).toBe(true);
    expect(Date.parse(tz?.localTime ?? '')).toBe(Date.parse(time ?? ''));
    expect(site?.distM).toBeGreaterThan(450);
    expect(site?.distM).toBeLessThan(560);
    expect(flight?.landing.country?.iso2).toBe('AT');
  });

  it('gives what its schema says, and rising progress up to 1', async () => {
    expect(GeolookupOutput.parse(output)).toEqual(output);
    const { ctx, shares } = context(bytes);
    await geolookup.run(ctx, inputOf(bytes));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('names no site beyond the radius', async () => {
    const near = { ...inputOf(bytes), options: GeolookupOptions.parse({ radiusM: 300 }) };
    const { flights } = await geolookup.run(context(bytes).ctx, near);
    expect(flights[0]?.takeoff.site?.name).toBe('Bezau landing field'); // nearer, and better than nothing
    const none = { ...near, options: GeolookupOptions.parse({ radiusM: 0 }) };
    expect((await geolookup.run(context(bytes).ctx, none)).flights[0]?.takeoff.site).toBeNull();
  });

  it('knows no local time without a date', async () => {
    const undated = new TextEncoder().encode(new TextDecoder().decode(bytes).replace(/HFDTE.*\r\n/, ''));
    const { flights } = await geolookup.run(context(undated).ctx, inputOf(undated));
    expect(flights[0]?.takeoff).toMatchObject({
      time: null,
      tz: { id: 'Europe/Vienna', offsetMin: null, localTime: null },
    });
  });

  it.each(brokenKinds.filter((kind) => kind !== 'truncated'))(
    'refuses a file that is broken: %s',
    async (kind) => {
      const broken = makeBrokenFlight(kind);
      await expect(geolookup.run(context(broken).ctx, inputOf(broken))).rejects.toMatchObject({
        code: kind === 'empty' ? 'EMPTY_FILE' : 'INVALID_FLIGHT',
      });
    },
  );

  it('stops with the reason of the signal, before and during the work', async () => {
    const reason = new FlightlineError('CANCELLED', 'Somebody cancelled it.');
    const stopped = context(bytes, AbortSignal.abort(reason)).ctx;
    await expect(geolookup.run(stopped, inputOf(bytes))).rejects.toBe(reason);
    const controller = new AbortController();
    const { ctx } = context(bytes, controller.signal);
    const running = geolookup.run({ ...ctx, progress: () => controller.abort(reason) }, inputOf(bytes));
    await expect(running).rejects.toBe(reason);
  });

  it('says what to do when the map data is missing', async () => {
    const { ctx } = context(bytes);
    await expect(geolookup.run({ ...ctx, resourcesDir: '/nowhere' }, inputOf(bytes))).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      message: expect.stringContaining('npm run build') as string,
    });
  });
});

describe('summary and views', () => {
  const view = async (name: string) => {
    const { body, mediaType } =
      (await geolookup.views[name]?.(context(bytes).ctx, { ...inputOf(bytes), output })) ?? {};
    return { text: String(body), mediaType };
  };

  it('show the take-off of the main flight', () => {
    const row = Object.fromEntries(geolookup.summary.map(({ key, value }) => [key, value(output)]));
    expect(row).toEqual({
      country: 'Austria',
      region: 'Vorarlberg',
      place: 'Bizau',
      site: 'Niedere - Andelsbuch',
    });
  });

  it('json is the result', async () => expect(JSON.parse((await view('json')).text)).toEqual(output));

  it('geojson has a point for each end', async () => {
    const { text, mediaType } = await view('geojson');
    const { features } = JSON.parse(text) as {
      features: { properties: object; geometry: { coordinates: number[] } }[];
    };
    expect(mediaType).toBe('application/geo+json');
    expect(features.map(({ properties }) => properties)).toMatchObject([
      { kind: 'takeoff', region_iso_3166_2: 'AT-8', site_wind: 'W NW' },
      { kind: 'landing', country: 'AT' },
    ]);
    expect(features[0]?.geometry.coordinates[0]).toBeCloseTo(golden.lon, 3);
  });

  it('csv quotes, and lets no name be a formula', async () => {
    const { takeoff } = output.flights[0] as GeolookupOutput['flights'][number];
    const place = { ...takeoff.place, name: '=1+1, "x"' };
    const flights = [{ takeoff: { ...takeoff, place }, landing: takeoff }];
    const rendered = await geolookup.views.csv?.(context(bytes).ctx, {
      ...inputOf(bytes),
      output: { mainFlight: 0, flights },
    });
    const [header, first, second] = String(rendered?.body).split('\r\n');
    expect(header).toMatch(/^flight,kind,time_utc,local_time,/);
    expect(first).toContain(`,"'=1+1, ""x""",`);
    expect(second).toContain(',Bizau,');
  });
});

describe('queries', () => {
  it('look up many points, with and without a time', async () => {
    const { results } = (await engine.ask('lookup', {
      points: [{ ...golden, time: '2024-01-15T12:00:00Z' }, golden, { lat: 0, lon: 0 }],
    })) as { results: object[] };
    expect(results).toMatchObject([
      {
        tz: { offsetMin: 60, localTime: '2024-01-15T13:00:00+01:00' },
        site: { name: 'Bezau landing field' },
      },
      { tz: { offsetMin: null, localTime: null } },
      { country: null, admin1: null, tz: { id: 'Etc/GMT' }, site: null },
    ]);
  });

  it('look up 10,000 points, and no more', async () => {
    const points = Array.from({ length: 10_001 }, (_, k) => ({ lat: 47, lon: 6 + k / 2000 }));
    const { results } = (await engine.ask('lookup', { points: points.slice(1) })) as { results: object[] };
    expect(results).toHaveLength(10_000);
    await expect(engine.ask('lookup', { points })).rejects.toThrow();
  });

  it('answer as the original service did, with query strings of text', async () => {
    const at = { lat: '47.399682', lon: '9.942572' };
    expect(await engine.ask('legacyTakeoff', at)).toEqual({
      name: 'Niedere - Andelsbuch',
      country: 'AT',
      dist: 505.7,
      db_lat: 47.4035,
      db_lon: 9.93893,
    });
    expect(await engine.ask('legacyTakeoff', { ...at, radius: '400' })).toEqual({
      name: '',
      country: '',
      dist: 0,
      db_lat: 0,
      db_lon: 0,
    });
    expect(await engine.ask('legacyNearestTown', at)).toEqual({
      city: 'Bizau',
      iso_3166_2: 'AT',
      db_lat: 47.36906,
      db_lon: 9.92839,
    });
    expect(await engine.ask('legacyAdmin1', at)).toEqual({
      admin0: 'Austria',
      admin1: 'Vorarlberg',
      iso_3166_1: 'AT',
      iso_3166_2: 'AT-8',
    });
    await expect(engine.ask('legacyAdmin1', { lat: '0', lon: '0' })).rejects.toMatchObject({
      status: 400,
      message: 'admin1: no match',
    });
  });

  it.each([
    {},
    { lat: '', lon: '1' },
    { lat: 'x', lon: '1' },
    { lat: '91', lon: '1' },
    { lat: '1', lon: '1', radius: '-1' },
  ])('refuse %o', (wrong) =>
    expect(geolookup.queries?.legacyTakeoff?.input.safeParse(wrong).success).toBe(false),
  );
});
