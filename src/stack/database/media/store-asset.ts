/** Writes what the engine found about a file into the library; the same result again changes nothing. */
import type { PoolClient } from 'pg';
import type { AllocatorOutput } from '#contract/allocator';
import type { AssetDetail, TextSource } from '#contract/media/assets';
import { toJsonb, toText } from '../jsonb';
import { vectorText } from './vectors';
import { wordsOf } from './words';
import { prepared } from '../prepared';

export interface NewAsset {
  id: string;
  jobId: string;
  fileName: string;
  takenAt: number;
  takenSource: AssetDetail['takenSource'];
  /** `yyyy-mm-dd` on the clock of the camera. */
  day: string;
  camera: string | null;
  place: string | null;
  importedAt: number;
  texts: readonly { source: TextSource; text: string }[];
  vectors: readonly { frameMs: number; model: string; vector: Float32Array }[];
  facts: Omit<AllocatorOutput, 'embeddings'>;
}

/** A 64-bit hash as PostgreSQL's signed bigint. */
export function hashToBigint(hex: string): bigint {
  return BigInt.asIntN(64, BigInt(`0x${hex}`));
}

/** What the file is does not change with the model that looked at it: what is there stays, and vectors are added. */
export async function storeAsset(client: PoolClient, asset: NewAsset): Promise<{ isNew: boolean }> {
  const { facts } = asset;
  const inserted = await client.query(
    prepared(
      `insert into flightline.assets (id, sha256, job_id, kind, mime, file_name, size_bytes, width, height, duration_ms, taken_at,
       taken_source, day, latitude, longitude, place, camera, phash, thumbhash, sharpness, imported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
     on conflict (id) do nothing`,
      [
        asset.id,
        facts.sha256,
        asset.jobId,
        facts.kind,
        facts.mediaType,
        toText(asset.fileName),
        facts.sizeBytes,
        facts.width,
        facts.height,
        facts.video ? facts.video.durationS * 1000 : null,
        Math.round(asset.takenAt),
        asset.takenSource,
        asset.day,
        facts.gps?.lat ?? null,
        facts.gps?.lon ?? null,
        asset.place === null ? null : toText(asset.place),
        asset.camera === null ? null : toText(asset.camera),
        hashToBigint(facts.fingerprint.phash).toString(),
        facts.thumbhash,
        facts.sharpness,
        asset.importedAt,
      ],
    ),
  );
  await client.query(
    prepared(
      `insert into flightline.asset_details (asset_id, facts) values ($1, $2::jsonb)
     on conflict (asset_id) do update set facts = excluded.facts`,
      [asset.id, toJsonb(facts)],
    ),
  );
  await storeTexts(client, asset.id, asset.texts);
  await storeVectors(client, asset.id, asset.vectors);
  return { isNew: inserted.rowCount === 1 };
}

/** Puts texts in place of those of the same source, and the words of all of them together. */
export async function storeTexts(
  client: PoolClient,
  assetId: string,
  texts: readonly { source: TextSource; text: string }[],
): Promise<void> {
  const bySource = new Map<TextSource, string[]>();
  for (const { source, text } of texts) bySource.set(source, [...(bySource.get(source) ?? []), text]);
  const rows = [...bySource].map(([source, several]) => {
    const text = several.join('\n').slice(0, 20_000);
    return { source, text, words: wordsOf(text) };
  });
  await client.query(
    prepared(
      `insert into flightline.asset_texts (asset_id, source, text, words)
     select $1::uuid, x.source, x.text, x.words from jsonb_to_recordset($2::jsonb) as x(source text, text text, words text)
     on conflict (asset_id, source) do update set text = excluded.text, words = excluded.words`,
      [assetId, toJsonb(rows)],
    ),
  );
  await client.query(
    prepared(
      `insert into flightline.asset_texts (asset_id, source, text, words)
     select asset_id, 'all', '', left(string_agg(words, ' ' order by source), 60000)
     from flightline.asset_texts where asset_id = $1 and source <> 'all' group by asset_id
     on conflict (asset_id, source) do update set words = excluded.words`,
      [assetId],
    ),
  );
}

async function storeVectors(
  client: PoolClient,
  assetId: string,
  vectors: NewAsset['vectors'],
): Promise<void> {
  if (vectors.length === 0) return;
  await client.query(
    prepared(
      `insert into flightline.asset_vectors (asset_id, model, frame_ms, vec)
     select $1::uuid, m, f, v::vector from unnest($2::text[], $3::int[], $4::text[]) as x(m, f, v)
     on conflict do nothing`,
      [
        assetId,
        vectors.map(({ model }) => model),
        vectors.map(({ frameMs }) => frameMs),
        vectors.map(({ vector }) => vectorText(vector)),
      ],
    ),
  );
}
