import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportSitesAnswer, LearnSitesAnswer, Site, SitesPage, SiteSources } from '#contract/geolookup';
import { ImportSitesAnswer as AnswerSchema, SitesPage as PageSchema } from '#contract/geolookup';
import { AskedEngine, packGeoData, packLimitMs } from '../../../test/helpers/geolookup';
import { geolookup } from './engine';

let engine: AskedEngine;
beforeAll(packGeoData, packLimitMs);
beforeEach(() => {
  engine = new AskedEngine(geolookup.queries ?? {}, geolookup.acts ?? {});
});

const importList = (text: string, more: object = {}) =>
  engine.act('importSites', { name: 'Hills', text, ...more }) as Promise<ImportSitesAnswer>;
const sites = (wanted: object = {}) => engine.ask('sites', wanted) as Promise<SitesPage>;
const sources = async () => ((await engine.ask('siteSources', {})) as SiteSources).sources;

const list = `id,name,lat,lon,country
1,Émile's hill,47,10,at
2,Big hill,47.1,10.1,
3,Far hill,-33.5,150.5,`;

describe('importSites', () => {
  it('adds, counts, and finds the country where the list has none', async () => {
    const answer = await importList(list, { licence: 'CC BY', url: 'https://example.org' });
    expect(AnswerSchema.parse(answer)).toEqual({
      source: {
        id: 'hills',
        name: 'Hills',
        kind: 'list',
        licence: 'CC BY',
        url: 'https://example.org',
        sites: 3,
      },
      added: 3,
      changed: 0,
      unchanged: 0,
      rejected: 0,
      reasons: [],
    });
    const page = PageSchema.parse(await sites());
    expect(page.sites.map(({ id, countryIso2 }) => [id, countryIso2])).toEqual([
      ['hills:2', 'AT'],
      ['hills:1', 'AT'],
      ['hills:3', 'AU'],
    ]);
  });

  it('brings a list up to date, and keeps what it says no more', async () => {
    await importList(list, { licence: 'CC BY' });
    const answer = await importList(
      'id,name,lat,lon\n1,Émile’s hill,47,10\n4,New,46,9\n2,Big hill,47.1,10.1',
      { name: 'HILLS' },
    );
    expect(answer).toMatchObject({
      added: 1,
      changed: 1,
      unchanged: 1,
      source: { licence: 'CC BY', sites: 4 },
    });
    expect(await sources()).toHaveLength(1);
    expect(await importList('id,name,lat,lon\n4,New,46,9')).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 1,
    });
  });

  it('follows sites without ids by name, with namesakes apart', async () => {
    await importList('name,lat,lon\nHill,47,10\nHill,48,11\nDale,46,9');
    const answer = await importList('name,lat,lon\nHill,47.001,10\nHill,48,11\nDale,46,9');
    expect(answer).toMatchObject({ added: 0, changed: 1, unchanged: 2, source: { sites: 3 } });
  });

  it('says what it cannot use, and refuses a list without any site', async () => {
    const answer = await importList('id,name,lat,lon\n1,A,47,10\n1,B,47,11\n2,,47,12\n3,C,470,1\n4,D,,');
    expect(answer).toMatchObject({ added: 1, rejected: 4 });
    expect(answer.reasons.map(({ row }) => row)).toEqual([2, 3, 4, 5]);
    for (const text of ['no table', 'name,lat,lon\nA,,', '[]', '<kml></kml>', ' '])
      await expect(importList(text)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('keeps lists apart whose names make the same short name', async () => {
    await importList(list, { name: 'Ä hill!' });
    await importList(list, { name: 'a hill' });
    await importList(list, { name: '丘' });
    await importList(list, { name: 'own' });
    expect((await sources()).map(({ id }) => id)).toEqual(['a-hill', 'a-hill-2', 'list', 'own-2']);
    expect((await sites({ sourceId: 'list' })).total).toBe(3);
  });

  it('takes a list of 20 MB', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, k) => `${k},Hill ${'x'.repeat(290)} ${k},${47 + k / 1e5},${6 + k / 1e4}`,
    );
    expect(await importList(['id,name,lat,lon', ...rows].join('\n'))).toMatchObject({ added: 60_000 });
    expect((await sites({ limit: 1 })).total).toBe(60_000);
  }, 60_000);

  it('stops when it is told to', async () => {
    const rows = Array.from({ length: 5000 }, (_, k) => `${k},Hill ${k},47,10`);
    const stopped = { ...engine.ctx, signal: AbortSignal.abort(new Error('stop')) };
    const act = geolookup.acts?.importSites;
    const input = act?.input.parse({ name: 'x', text: ['id,name,lat,lon', ...rows].join('\n') });
    await expect(act?.carryOut(stopped, input)).rejects.toThrow('stop');
    expect(await sources()).toEqual([]);
  });
});

describe('sites', () => {
  it('are found by name without accents, kind, list and box, page by page', async () => {
    await importList(
      `${list}\n5,Landing,47,10.2,at`.replace('country\n', 'country,kind\n').replace(/,at$/, ',at,landing'),
    );
    expect((await sites({ text: 'EMILE' })).sites.map(({ name }) => name)).toEqual(["Émile's hill"]);
    expect((await sites({ kind: 'landing' })).total).toBe(1);
    expect((await sites({ sourceId: 'other' })).total).toBe(0);
    expect((await sites({ box: { west: 9, south: 46, east: 10.05, north: 48 } })).total).toBe(1);
    expect((await sites({ box: { west: 150, south: -40, east: -170, north: 0 } })).total).toBe(1); // over the date line
    const page = await sites({ offset: 1, limit: 2 });
    expect([page.total, page.sites.map(({ name }) => name)]).toEqual([4, ["Émile's hill", 'Far hill']]);
  });
});

describe('saveSite and removeSite', () => {
  it('keep sites of one’s own; twice is once', async () => {
    const given = { name: 'My hill', lat: 47, lon: 10, wind: [0, 0, 0, 0, 2, 0, 0, 0] };
    const made = (await engine.act('saveSite', given)) as Site;
    expect(await engine.act('saveSite', given)).toEqual(made);
    expect(made).toMatchObject({ sourceId: 'own', named: true, countryIso2: 'AT', altM: null });
    expect(await sites()).toEqual({ total: 1, sites: [made] });
    const changed = { id: made.id, name: 'Our hill', lat: 47.01, lon: 10, altM: 900 };
    expect(await engine.act('saveSite', changed)).toMatchObject({ ...changed, wind: null });
    expect(await engine.act('removeSite', { id: made.id })).toEqual({ removed: true });
    expect(await engine.act('removeSite', { id: made.id })).toEqual({ removed: false });
    expect((await sites()).total).toBe(0);
  });

  it('refuse a site that is gone', async () => {
    const wrong = engine.act('saveSite', { id: 'own:none', name: 'x', lat: 1, lon: 2 });
    await expect(wrong).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('remove a whole list', async () => {
    await importList(list);
    expect(await engine.act('removeSiteSource', { id: 'hills' })).toEqual({ removed: true });
    expect(await engine.act('removeSiteSource', { id: 'hills' })).toEqual({ removed: false });
    expect([await sources(), (await sites()).total]).toEqual([[], 0]);
    expect(await engine.state.read('sites-hills.json')).toBeNull();
  });
});

describe('learnSites', () => {
  const around = (lat: number, lon: number, count: number) =>
    Array.from({ length: count }, (_, k) => ({ lat: lat + (k % 3) * 2e-4, lon: lon + (k % 2) * 2e-4 }));
  const learn = (takeoffs: object[]) => engine.act('learnSites', { takeoffs }) as Promise<LearnSitesAnswer>;

  it('finds places without a name, which the operator may name', async () => {
    await importList(list);
    const takeoffs = [...around(47, 10, 9), ...around(45.5, 6.2, 5), ...around(44, 5, 2)];
    const learned = await learn(takeoffs);
    expect(learned).toMatchObject({ takeoffs: 5, sites: [{ named: false, takeoffs: 5, countryIso2: 'FR' }] });
    expect((await sites({ named: false })).sites).toEqual(learned.sites);

    const id = learned.sites[0]?.id;
    await engine.act('saveSite', { id, name: 'Named now', lat: 45.5, lon: 6.2 });
    expect(await learn([...takeoffs, ...around(44, 5, 2)])).toMatchObject({ sites: [{ takeoffs: 4 }] });
    expect((await sites({ sourceId: 'learned' })).sites.map(({ name }) => name)).toEqual([
      'Named now',
      expect.stringContaining('Unnamed site near '),
    ]);
  });

  it('gives the same when it is carried out twice', async () => {
    const first = await learn(around(45.5, 6.2, 5));
    expect(await learn(around(45.5, 6.2, 5))).toEqual(first);
    expect((await sites()).total).toBe(1);
  });
});

describe('a damaged state', () => {
  it('is told, not guessed at', async () => {
    await engine.state.write('sources.json', new TextEncoder().encode('{"half'));
    await expect(sites()).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
  });
});
