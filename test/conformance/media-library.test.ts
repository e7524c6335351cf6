/** The media library in the database: assets, filters, search, clusters, pairs, on the store with vectors. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AllocatorOutput, builtInModel } from '#contract/allocator';
import { AssetFilter } from '#contract/media/assets';
import { builtInFacts } from '../../src/engines/allocator/embedding/built-in';
import { migrate } from '../../src/stack/database/migrate';
import {
  assetPlaces,
  gallerySections,
  libraryFacts,
  sectionTiles,
} from '../../src/stack/database/media/asset-rows';
import { nearestAssets } from '../../src/stack/database/media/nearest-assets';
import {
  dueExtras,
  extrasOf,
  noteAsked,
  storeExtra,
  wantExtras,
} from '../../src/stack/database/media/extras';
import { activate, noteModel } from '../../src/stack/database/media/models';
import { pairPage, storePairs } from '../../src/stack/database/media/pair-rows';
import { storeAsset } from '../../src/stack/database/media/store-asset';
import { ensureIndex, makeVectorTables } from '../../src/stack/database/media/vectors';
import { assetsByWords } from '../../src/stack/database/media/word-search';
import { askedWords } from '../../src/stack/database/media/words';
import { type Database, openDatabase } from '../../src/stack/database/open';
import { inTransaction } from '../../src/stack/database/transaction';
import { write } from '../../src/stack/database/writes';
import { assetIdOf, assetOf } from '../../src/workers/gateway/media/asset-of';
import { groupVector, makeResult } from '../helpers/media-results';
import { type RunningTarget, migrationsDir, startEmbedded } from './database-targets';

let running: RunningTarget;
let database: Database;

beforeAll(async () => {
  running = await startEmbedded();
  database = await openDatabase(running.address, { poolSize: 4 });
  await migrate(database, migrationsDir);
  expect(await makeVectorTables(database)).toBe(true);
  await ensureIndex(database, builtInModel);
  for (let group = 0; group < 6; group++)
    for (let k = 0; k < 10; k++) await keep(`beach-${group}-${k}.jpg`, group, changeOf(group, k));
});
afterAll(async () => {
  await database?.close();
  await running?.stop();
});

function changeOf(group: number, k: number): Partial<AllocatorOutput> {
  const local = `2026-05-0${1 + group}T12:00:0${k}`;
  return {
    kind: k === 9 ? 'video' : 'image',
    captured: { atMs: Date.parse(`${local}Z`), local, offsetMin: null, source: 'exif' },
    camera: {
      make: 'Canon',
      model: group === 2 ? 'Canon EOS R5' : 'EOS M50',
      lens: null,
      iso: null,
      fNumber: null,
      exposureS: null,
      focalMm: null,
    },
    gps:
      group < 2
        ? { lat: 47 + group, lon: k === 0 ? 179.5 : 9 + k / 10, altM: null, directionDeg: null }
        : null,
    texts: k === 3 ? [{ source: 'ocr', text: 'Lifeboat station, no parking' }] : [],
  };
}

async function keep(name: string, group: number, change: Partial<AllocatorOutput>): Promise<string> {
  const output = makeResult({ name, group, change });
  const result = {
    jobId: `job-${name}`,
    sha256: output.sha256,
    fileName: name,
    acceptedAt: Date.UTC(2026, 6, 1),
  };
  await write(database.pool, (writes) => storeAsset(writes, assetOf(result, output, null)));
  return assetIdOf(output.sha256);
}

const found = (filter: Partial<AssetFilter>) => gallerySections(database, AssetFilter.parse(filter));

describe('the gallery', () => {
  it('has sections for days, newest first, and their tiles', async () => {
    const gallery = await found({});
    expect(gallery.total).toBe(60);
    expect(gallery.sections.map(({ day }) => day)).toEqual([
      '2026-05-06',
      '2026-05-05',
      '2026-05-04',
      '2026-05-03',
      '2026-05-02',
      '2026-05-01',
    ]);
    expect(gallery.sections[0]?.ratioSum).toBeCloseTo((10 * 4) / 3);
    const tiles = await sectionTiles(database, { filter: {}, day: '2026-05-03', part: 0 });
    expect(tiles.map(({ fileName }) => fileName).slice(0, 2)).toEqual(['beach-2-9.jpg', 'beach-2-8.jpg']);
  });

  it('stores the same result once', async () => {
    await keep('beach-0-0.jpg', 0, changeOf(0, 0));
    expect((await found({})).total).toBe(60);
  });

  it.each<[string, Partial<AssetFilter>, number]>([
    ['videos', { kind: 'video' }, 6],
    ['days', { from: '2026-05-02', to: '2026-05-03' }, 20],
    ['a camera', { camera: 'Canon EOS R5' }, 10],
    ['a box', { box: { west: 9, south: 46, east: 9.35, north: 47.5 } }, 3],
    ['a box across the date line', { box: { west: 179, south: 40, east: -179, north: 50 } }, 2],
    ['what is hidden', { hidden: true }, 0],
  ])('filters by %s', async (_what, filter, count) => {
    expect((await found(filter)).total).toBe(count);
  });
});

describe('places', () => {
  it('come packed, newest first, where the filter says', async () => {
    const box = { west: 9, south: 46, east: 9.35, north: 47.5 };
    const { ids, at } = await assetPlaces(database, AssetFilter.parse({ box }));
    const bytes = Buffer.from(at, 'base64');
    expect([Buffer.from(ids, 'base64').length, bytes.length]).toEqual([3 * 16, 3 * 8]);
    expect([bytes.readFloatBE(0), bytes.readFloatBE(4)]).toEqual([expect.closeTo(9.3, 4), 47]);
    expect(await assetPlaces(database, AssetFilter.parse({ camera: 'none' }))).toEqual({ ids: '', at: '' });
  });
});

describe('counts of days', () => {
  it('follow what is hidden, shown again and removed, as if all were counted', async () => {
    const id = await keep('one-day.jpg', 9, changeOf(3, 0));
    const set = (sql: string) => database.pool.query(sql, [id]);
    const totals = async () => [(await found({})).total, (await found({ hidden: true })).total];
    expect(await totals()).toEqual([61, 0]);
    await set('update flightline.assets set hidden_at = 1 where id = $1');
    expect(await totals()).toEqual([60, 1]);
    expect(await libraryFacts(database)).toMatchObject({ assets: 61, hidden: 1, videos: 6 });
    await set('update flightline.assets set hidden_at = null where id = $1');
    await set('delete from flightline.assets where id = $1');
    expect(await totals()).toEqual([60, 0]);
    const { cameras, withPlace } = await libraryFacts(database);
    const counted = await database.pool.query(
      `select count(*)::int as all, count(latitude)::int as placed from flightline.assets`,
    );
    expect([cameras.reduce((sum, { count }) => sum + count, 0), withPlace]).toEqual(
      Object.values(counted.rows[0] as object),
    );
  });
});

describe('pairs', () => {
  const idOf = (k: number) =>
    assetIdOf(makeResult({ name: `beach-0-${k}.jpg`, group: 0, change: {} }).sha256);
  const [first, second, third] = [idOf(0), idOf(1), idOf(2)];

  const find = (model: string, otherId: string, kind: 'edit' | 'copy') =>
    write(database.pool, (writes) =>
      storePairs(writes, first, [{ otherId, kind, score: 0.95, why: 'alike' }], { model, at: 1 }),
    );
  const open = async () => {
    const { rows, total } = await pairPage(database, { state: 'open', offset: 0, limit: 10 });
    expect(rows).toHaveLength(total);
    expect((await libraryFacts(database)).openPairs).toBe(total);
    return rows.map(({ firstId, secondId }) => (firstId === first ? secondId : firstId)).sort();
  };

  it('that another model found are not asked about, until it answers', async () => {
    for (const id of ['old', 'new']) await noteModel(database, { ...builtInFacts, id }, 1);
    await activate(database, 'old');
    await find('old', second, 'edit');
    await find('new', third, 'edit');
    expect(await open()).toEqual([second]);
    await activate(database, 'new');
    expect(await open()).toEqual([third]);
    await find('new', second, 'edit');
    expect(await open()).toEqual([second, third].sort());
    await activate(database, 'old');
    expect(await open()).toEqual([second]);
    await find('new', third, 'copy'); // a hash needs no model
    expect(await open()).toEqual([second, third].sort());
    await database.pool.query('delete from flightline.asset_pairs');
    await database.pool.query('delete from flightline.media_models');
  });
});

describe('extras', () => {
  const idOf = (name: string, group: number) => assetIdOf(makeResult({ name, group }).sha256);

  it('is due for each asset by its kind, newest first, once', async () => {
    const [video, picture] = [idOf('beach-5-9.jpg', 5), idOf('beach-5-8.jpg', 5)];
    await write(database.pool, (writes) => {
      wantExtras(writes, video, 'video');
      wantExtras(writes, picture, 'image');
    });
    await write(database.pool, (writes) => wantExtras(writes, picture, 'image'));
    const due = await dueExtras(database, 100);
    const partsFor = (id: string) => due.filter(({ assetId }) => assetId === id).map(({ part }) => part);
    expect([partsFor(video), partsFor(picture)]).toEqual([
      ['clip', 'text'],
      ['large', 'text'],
    ]);
    await noteAsked(database, [{ assetId: video, part: 'clip', jobId: 'job-clip' }]);
    const file = {
      name: 'clip',
      mediaType: 'image/webp',
      width: 4,
      height: 3,
      sizeBytes: 1,
      sha256: 'a'.repeat(64),
    };
    await inTransaction(database.pool, (client) =>
      storeExtra(client, { assetId: video, part: 'clip', jobId: 'job-clip', file, at: 1 }),
    );
    expect(await extrasOf(database, video)).toEqual([
      { part: 'clip', jobId: 'job-clip', made: true, hasFile: true, failed: false },
      { part: 'text', jobId: null, made: false, hasFile: false, failed: false },
    ]);
    const tiles = await sectionTiles(database, { filter: { kind: 'video' }, day: '2026-05-06', part: 0 });
    expect(tiles).toMatchObject([{ id: video, hasClip: true }]);
  });
});

describe('search', () => {
  const near = (filter: Partial<AssetFilter>, limit = 10) =>
    nearestAssets(database, {
      model: builtInModel,
      direction: groupVector(2, 'middle', 0),
      filter: AssetFilter.parse(filter),
      minScore: 0.5,
      limit,
    });

  it('finds the group by the index, and the same exactly where the filter leaves few', async () => {
    const byIndex = await near({}, 30);
    expect(byIndex.found).toHaveLength(10);
    expect(byIndex.isAll).toBe(true);
    const exact = await near({ camera: 'Canon EOS R5' }, 30);
    expect(exact.found.map(({ id }) => id)).toEqual(byIndex.found.map(({ id }) => id));
    expect((await near({ kind: 'video' })).found).toHaveLength(1);
    expect((await near({}, 4)).isAll).toBe(false);
  });

  it('keeps away from examples against', async () => {
    const [plus, minus] = [groupVector(2, 'beach-2-1.jpg'), groupVector(2, 'beach-2-2.jpg')];
    const answer = await nearestAssets(database, {
      model: builtInModel,
      direction: plus,
      unlike: minus,
      filter: {},
      minScore: 0.5,
      limit: 20,
    });
    const ids = answer.found.map(({ id }) => id);
    expect(ids).toContain(assetIdOf(makeResult({ name: 'beach-2-1.jpg', group: 2 }).sha256));
    expect(ids).not.toContain(assetIdOf(makeResult({ name: 'beach-2-2.jpg', group: 2 }).sha256));
  });

  it.each<[string, number]>([
    ['lifeboat', 6],
    ['life park', 6],
    ['stations', 6],
    ['lifeboat canon', 6],
    ['lifeboat r5', 1],
    ['beach 4', 15],
    ["it's; drop table (&|!:*", 0],
  ])('finds by the words %j', async (text, count) => {
    const hits = await assetsByWords(database, { words: askedWords(text), filter: {}, limit: 100 });
    expect(hits).toHaveLength(count);
  });
});
