/**
 * Search of 100,000 assets in the embedded store: speed with and without a filter, and how many of the ten nearest it finds.
 * The vectors are made: groups of 25 around a middle each, as photos of one scene lie.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { builtInModel } from '#contract/allocator';
import type { AssetFilter } from '#contract/media/assets';
import { migrate } from '../../../src/stack/database/migrate';
import { nearestAssets } from '../../../src/stack/database/media/nearest-assets';
import { ensureIndex, makeVectorTables, vectorText } from '../../../src/stack/database/media/vectors';
import { type Database, openDatabase } from '../../../src/stack/database/open';
import { silentLog } from '../../../src/stack/log';
import { startStore } from '../../../src/workers/store/start-store';
import { groupVector } from '../../helpers/media-results';
import type { BenchRow } from '../bench-row';

const assets = Number(process.env.BENCH_ASSETS ?? 100_000);
const groupSize = 25;
const spread = 0.9;
const questions = 120;
/** One camera in a hundred assets: the filter of one per cent. */
const cameras = 100;
const atOnce = 250;

const middleOf = (k: number) => k % Math.ceil(assets / groupSize);

async function fill(database: Database): Promise<number> {
  const begun = performance.now();
  for (let from = 0; from < assets; from += atOnce) {
    const keys = Array.from({ length: Math.min(atOnce, assets - from) }, (_none, k) => from + k);
    const made = await database.pool.query<{ id: string }>(
      `insert into flightline.assets (id, sha256, job_id, kind, mime, file_name, size_bytes, width, height, taken_at, taken_source,
         day, camera, phash, thumbhash, sharpness, imported_at)
       select gen_random_uuid(), 'bench-' || k, 'bench', 'image', 'image/jpeg', 'bench-' || k || '.jpg', 1, 4, 3, k, 'exif',
         date '2020-01-01' + (k / 50)::int, 'Camera ' || (k % $2), k, '', 1, k
       from unnest($1::bigint[]) as x(k) returning id`,
      [keys, cameras],
    );
    await database.pool.query(
      `insert into flightline.asset_vectors (asset_id, model, frame_ms, vec)
       select id, $1, 0, v::vector from unnest($2::uuid[], $3::text[]) as x(id, v)`,
      [
        builtInModel,
        made.rows.map(({ id }) => id),
        keys.map((k) => vectorText(groupVector(middleOf(k), `bench ${k}`, spread))),
      ],
    );
  }
  return assets / ((performance.now() - begun) / 1000);
}

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

const queryVector = (k: number) => groupVector(middleOf(k * 7919), `question ${k}`, spread);

async function timed(database: Database, filter: AssetFilter, limit: number): Promise<number[]> {
  const ask = (k: number) =>
    nearestAssets(database, { model: builtInModel, direction: queryVector(k), filter, minScore: -1, limit });
  for (let k = 0; k < 20; k++) await ask(k); // warms the cache
  const times: number[] = [];
  for (let k = 0; k < questions; k++) {
    const begun = performance.now();
    await ask(k);
    times.push(performance.now() - begun);
  }
  return times;
}

async function recallAt10(database: Database): Promise<number> {
  const asked = 20;
  let found = 0;
  for (let k = 0; k < asked; k++) {
    const direction = queryVector(k);
    const quick = await nearestAssets(database, {
      model: builtInModel,
      direction,
      filter: {},
      minScore: -1,
      limit: 10,
    });
    // An expression that no index knows: every vector is compared.
    const exact = await database.pool.query<{ id: string }>(
      'select asset_id as id from flightline.asset_vectors order by (vec <#> $1::vector) + 0 limit 10',
      [vectorText(direction)],
    );
    const ids = new Set(quick.found.map(({ id }) => id));
    found += exact.rows.filter(({ id }) => ids.has(id)).length;
  }
  return found / (asked * 10);
}

export async function mediaSearchRows(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'flightline-search-'));
  const address = { socketDir: dataDir, port: 5432, url: null };
  const store = await startStore(
    { dataDir, resourcesDir: path.resolve('resources'), database: address, unclean: false },
    {
      log: silentLog,
      die: (reason) => {
        throw new Error(reason);
      },
    },
  );
  const database = await openDatabase(address, { poolSize: 2 });
  try {
    await migrate(database, path.resolve('resources/migrations'));
    await makeVectorTables(database);
    const perS = await fill(database);
    const cpuBefore = process.cpuUsage();
    await ensureIndex(database, builtInModel);
    const cpu = process.cpuUsage(cpuBefore);
    await database.pool.query('analyze flightline.assets, flightline.asset_vectors');
    const plain = await timed(database, {}, 10);
    const page = await timed(database, {}, 60);
    const filtered = await timed(database, { camera: 'Camera 7' }, 60);
    const note = `${assets} assets of 512 dimensions, embedded store in the process of the bench`;
    return [
      {
        measure: 'search_p95_ms_100k',
        value: percentile(plain, 0.95),
        unit: 'ms',
        target: 20,
        runs: questions,
        note: `${note}, ten nearest`,
      },
      {
        measure: 'search_page_p95_ms_100k',
        value: percentile(page, 0.95),
        unit: 'ms',
        runs: questions,
        note: 'a page of 60',
      },
      {
        measure: 'search_filtered_p95_ms_100k',
        value: percentile(filtered, 0.95),
        unit: 'ms',
        target: 40,
        runs: questions,
        note: 'with a filter that 1 % fit',
      },
      {
        measure: 'recall_at_10',
        value: await recallAt10(database),
        unit: '',
        target: 0.97,
        runs: 20,
        note: 'of the ten nearest by comparing all',
      },
      { measure: 'vectors_written_per_s', value: perS, unit: '/s', runs: 1, note: 'before the index' },
      { measure: 'index_build_cpu_s_100k', value: (cpu.user + cpu.system) / 1e6, unit: 's', runs: 1 },
      {
        measure: 'store_rss_mb_100k',
        value: process.memoryUsage().rss / 1024 ** 2,
        unit: 'MiB',
        runs: 1,
        note: 'after everything, bench included',
      },
    ];
  } finally {
    await database.close();
    await store.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
