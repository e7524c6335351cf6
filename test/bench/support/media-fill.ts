/** A library of 100,000 assets without their files: straight into the store, with thumbnails that are there. */
import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { builtInModel } from '#contract/allocator';
import type { Database } from '../../../src/stack/database/open';
import { derivedDir } from '../../../src/stack/blobs/derived-files';
import { editPicture, makePicture } from '../../fixtures/make-picture';
import { makeResult } from '../../helpers/media-results';

const atOnce = 2000;
const looks = 64;
const clusterSize = 8;

interface Thumbnail {
  file: string;
  facts: {
    name: 'thumbnail';
    mediaType: string;
    width: number;
    height: number;
    sizeBytes: number;
    sha256: string;
  };
}

async function makeThumbnails(dataDir: string): Promise<Thumbnail[]> {
  const folder = path.join(dataDir, 'bench-thumbnails');
  mkdirSync(folder, { recursive: true });
  const made: Thumbnail[] = [];
  for (let k = 0; k < looks; k++) {
    const [width, height] = k % 3 === 0 ? [240, 320] : [320, 200 + (k % 5) * 10];
    const bytes = await editPicture(await makePicture({ seed: k, widthPx: width, heightPx: height }), {
      quality: 70,
    });
    const file = path.join(folder, `${k}.jpg`);
    writeFileSync(file, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const facts = { mediaType: 'image/jpeg', width, height, sizeBytes: bytes.length, sha256 };
    made.push({ file, facts: { name: 'thumbnail', ...facts } });
  }
  return made;
}

/** Twenty to a day, and two thousand on each hundredth day; some in every corner of the world, some videos. */
export async function fillLibrary(database: Database, dataDir: string, assets: number): Promise<void> {
  const thumbnails = await makeThumbnails(dataDir);
  const { embeddings: _embeddings, ...facts } = makeResult({ name: 'bench', group: 1 });
  await database.pool.query(
    `insert into flightline.media_models (id, first_seen_at, is_active, facts) values ($1, 0, true, $2::jsonb)`,
    [
      builtInModel,
      JSON.stringify({
        ...{ id: builtInModel, title: 'Bench', dims: 512, text: false, cutOff: 0.5, nearDuplicate: 0.7 },
        ...{ randomMean: 0, randomDeviation: 0.2 },
      }),
    ],
  );
  for (let from = 0; from < assets; from += atOnce) {
    const keys = Array.from({ length: Math.min(atOnce, assets - from) }, (_none, k) => from + k);
    linkThumbnails(dataDir, keys, thumbnails);
    await database.pool.query(insertAssets, [
      keys,
      keys.map(shaOf),
      keys.map((k) => thumbnails[k % looks]?.facts.width ?? 4),
      keys.map((k) => thumbnails[k % looks]?.facts.height ?? 3),
      facts.thumbhash,
    ]);
    await database.pool.query(
      `insert into flightline.asset_details (asset_id, facts)
       select a.id, x.facts || jsonb_build_object('sha256', a.sha256)
       from unnest($1::text[], $2::jsonb[]) as x(sha, facts) join flightline.assets a on a.sha256 = x.sha`,
      [
        keys.map(shaOf),
        keys.map((k) => JSON.stringify({ ...facts, previews: [thumbnails[k % looks]?.facts] })),
      ],
    );
    await database.pool.query(
      `insert into flightline.asset_texts (asset_id, source, text, words)
       select a.id, s, a.file_name, regexp_replace(a.file_name, '[^a-z0-9]+', ' ', 'g') from flightline.assets a
       cross join (values ('name'), ('all')) as x(s) where a.sha256 = any($1::text[])`,
      [keys.map(shaOf)],
    );
  }
  await database.pool.query(insertClusters, [builtInModel, clusterSize]);
  await database.pool.query('analyze');
}

const shaOf = (k: number) => createHash('sha256').update(`bench asset ${k}`).digest('hex');

/** No job stands behind them: then the version in the name of a derived file is 0. */
function linkThumbnails(dataDir: string, keys: readonly number[], thumbnails: readonly Thumbnail[]): void {
  for (const k of keys) {
    const sha = shaOf(k);
    const folder = path.join(derivedDir(dataDir), sha.slice(0, 2), sha);
    mkdirSync(folder, { recursive: true });
    linkSync(thumbnails[k % looks]?.file ?? '', path.join(folder, 'allocator.0.thumbnail'));
  }
}

const insertAssets = `insert into flightline.assets (id, sha256, job_id, kind, mime, file_name, size_bytes, width, height,
    duration_ms, taken_at, taken_source, day, latitude, longitude, camera, phash, thumbhash, sharpness, imported_at)
  select gen_random_uuid(), sha, 'bench', case when k % 50 = 7 then 'video' else 'image' end, 'image/jpeg',
    'trip-' || k % 997 || '/harbour-' || k || '.jpg', 3000000, w, h, case when k % 50 = 7 then 12000.0 end,
    extract(epoch from d.day) * 1000 + k % 86400000, 'exif', d.day,
    case when k % 2 = 0 then (k * 37 % 12000) / 100.0 - 60 end, case when k % 2 = 0 then (k * 53 % 36000) / 100.0 - 180 end,
    'Camera ' || k % 40, k, $5, 1, 1700000000000 + k
  from unnest($1::bigint[], $2::text[], $3::int[], $4::int[]) as x(k, sha, w, h)
  cross join lateral (select (date '2012-01-01' + (case when k % 25 = 0 then k / 2000 * 100 else k / 20 end)::int) as day) d`;

const insertClusters = `with numbered as (
    select id, (row_number() over (order by taken_at, id) - 1) / $2::int as n from flightline.assets
  ), made as (
    select gen_random_uuid() as id, n, count(*)::int as size from numbered group by n
  ), kept as (
    insert into flightline.clusters (id, model, name, size, sum_norm, pinned, created_at, updated_at)
    select id, $1, case when n % 40 = 0 then 'Trip ' || n end, size, size * 0.9, false, 0, n from made
  )
  insert into flightline.cluster_members (model, asset_id, cluster_id, pinned, joined_at)
  select $1, numbered.id, made.id, false, 0 from numbered join made using (n)`;
