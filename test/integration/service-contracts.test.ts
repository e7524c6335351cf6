/** The HTTP contracts of the original geolookup, xcscore and dem services, and queries and acts under /api/v1. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hills, makeHgt } from '../fixtures/make-terrain';
import { type TestInstance, removeDataDir, startInstance } from '../helpers/instance';

/** What the tests of the original look up. */
const niedere = { lat: 47.399682, lon: 9.942572 };
const where = `lat=${niedere.lat}&lon=${niedere.lon}`;

let instance: TestInstance;
let services: Map<string, string>;
const folder = mkdtempSync(path.join(tmpdir(), 'flightline-terrain-'));

beforeAll(async () => {
  instance = await startInstance();
  const engines = await instance.api.system.engines.query();
  services = new Map(engines.map(({ name, http }) => [name, `http://127.0.0.1:${http?.port}`]));
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
  rmSync(folder, { recursive: true, force: true });
});

async function answerOf(response: Response): Promise<{ status: number; body: unknown }> {
  return { status: response.status, body: await response.json() };
}

const get = async (engine: string, address: string) =>
  answerOf(await fetch(`${services.get(engine)}${address}`));
const postJson = async (engine: string, body: string) =>
  answerOf(
    await fetch(`${services.get(engine)}/`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    }),
  );

async function api(kind: 'queries' | 'acts', at: string, input: unknown, key: string | null = instance.key) {
  const [engine, name] = at.split('.');
  return answerOf(
    await fetch(`${instance.url}/api/v1/engines/${engine}/${kind}/${name}`, {
      method: 'POST',
      body: JSON.stringify(input),
      headers: {
        'content-type': 'application/json',
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
    }),
  );
}

describe('geolookup', () => {
  it('names region and town, and gives an empty site where it knows none', async () => {
    expect(await get('geolookup', `/admin1?${where}`)).toEqual({
      status: 200,
      body: { admin0: 'Austria', admin1: 'Vorarlberg', iso_3166_1: 'AT', iso_3166_2: 'AT-8' },
    });
    expect(await get('geolookup', `/nearest_town?${where}`)).toMatchObject({
      status: 200,
      body: { city: 'Bizau', iso_3166_2: 'AT' },
    });
    expect(await get('geolookup', `/takeoffdb?${where}`)).toEqual({
      status: 200,
      body: { name: '', country: '', dist: 0, db_lat: 0, db_lon: 0 },
    });
  });

  it('finds a site once a list was imported, which works once for a key', async () => {
    const text = 'name,lat,lon,country\nNiedere - Andelsbuch,47.4035,9.93893,AT\n';
    const imported = await api('acts', 'geolookup.importSites', { name: 'Own list', text });
    expect(imported).toMatchObject({ status: 200, body: { answer: { added: 1, rejected: 0 } } });
    const found = await get('geolookup', `/takeoffdb?${where}&radius=1000`);
    expect(found).toMatchObject({ status: 200, body: { name: 'Niedere - Andelsbuch', country: 'AT' } });
    expect((found.body as { dist: number }).dist).toBeCloseTo(506, -1);
  });

  it('answers what is wrong as the original did', async () => {
    expect(await get('geolookup', '/admin1?lat=0&lon=-30')).toEqual({
      status: 400,
      body: { detail: 'admin1: no match' },
    });
    expect(await get('geolookup', '/nearest_town?lat=here')).toMatchObject({
      status: 422,
      body: {
        detail: [
          { loc: ['query', 'lat'] },
          { type: 'missing', loc: ['query', 'lon'], msg: 'Field required' },
        ],
      },
    });
  });
});

describe('dem', () => {
  const point = { timestamp: '2024-06-01T10:00:00Z', lat: 46.51, lon: 11.52, gps_alt: 2000 };

  it('says null without terrain, and the height once a folder is set', async () => {
    const before = await postJson('dem', JSON.stringify({ track_points: [point] }));
    expect(before).toMatchObject({ status: 200, body: { track_points: [{ ...point, terrain_alt: null }] } });
    writeFileSync(path.join(folder, 'N46E011.hgt'), makeHgt(46, 11, hills));
    const set = await api('acts', 'dem.setFolders', { folders: [folder] });
    expect(set).toMatchObject({ status: 200, body: { answer: { folders: [{ counts: { hgt: 1 } }] } } });
    const after = await postJson('dem', JSON.stringify({ track_points: [point] }));
    const [answered] = (after.body as { track_points: { terrain_alt: number }[] }).track_points;
    expect(Math.abs((answered?.terrain_alt ?? 0) - hills(point.lat, point.lon))).toBeLessThan(2);
  });

  it('refuses a body that does not fit', async () => {
    expect(await postJson('dem', '{"track_points": [{"lat": 1}]}')).toMatchObject({
      status: 422,
      body: { detail: expect.arrayContaining([expect.objectContaining({ type: 'missing' })]) },
    });
    expect((await postJson('dem', '{not json')).status).toBe(422);
  });

  it('refuses a folder that is not there, and keeps the ones it has', async () => {
    const refused = await api('acts', 'dem.setFolders', { folders: [path.join(folder, 'absent')] });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(refused.body)).toContain('absent');
    const kept = await api('queries', 'dem.coverage', {});
    expect(JSON.stringify(kept.body)).toContain(folder);
  });
});

describe('xcscore', () => {
  async function score(fileName: string, content: Uint8Array<ArrayBuffer>) {
    const form = new FormData();
    form.append('file', new Blob([content]), fileName);
    return answerOf(await fetch(`${services.get('xcscore')}/`, { method: 'POST', body: form }));
  }

  it('answers a flight with solution and geojson, by the rules of the original', async () => {
    const file = 'node_modules/igc-xc-score/test/flat-xcontest-8.01.igc';
    const { status, body } = await score('flight.IGC', new Uint8Array(readFileSync(file)));
    expect(status).toBe(200);
    expect(body).toMatchObject({ geojson: { type: 'FeatureCollection', properties: { score: 8.02 } } });
    const { geojson } = body as { geojson: { properties: Record<string, unknown> } };
    for (const name of [
      'distance',
      'multiplier',
      'penalty',
      'closing_distance',
      'airtime',
      'xc_speed_airtime',
      'route_time',
      'xc_speed_route',
    ])
      expect(geojson.properties).toHaveProperty(name);
  });

  it('refuses what is no flight with a 400', async () => {
    expect(await score('notes.txt', new Uint8Array([65]))).toEqual({
      status: 400,
      body: { detail: 'File format not .igc' },
    });
    expect((await score('empty.igc', new Uint8Array())).status).toBe(400);
  });
});

describe('queries and acts under /api/v1', () => {
  it('need a known caller', async () => {
    expect((await api('queries', 'xcscore.ruleSets', {}, null)).status).toBe(401);
  });

  it('list rule sets', async () => {
    const { status, body } = await api('queries', 'xcscore.ruleSets', {});
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain('XContest');
  });

  it('say what there is not, and what does not fit', async () => {
    expect((await api('queries', 'xcscore.nothing', {})).status).toBe(404);
    expect((await api('queries', 'nothing.ruleSets', {})).status).toBe(404);
    const unfit = await api('acts', 'geolookup.importSites', { name: 5 });
    expect(unfit).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
  });

  it('carry an act out once for each key', async () => {
    const key = crypto.randomUUID();
    const input = { name: 'Again', text: 'name,lat,lon\nHill,46,11\n' };
    const act = () =>
      instance.api.engines.act.mutate({ engine: 'geolookup', name: 'importSites', input, key });
    const first = await act();
    expect(await act()).toEqual(first);
  });
});
