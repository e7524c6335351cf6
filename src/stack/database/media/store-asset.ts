/** Writes what the engine found about a file into the library; the same result again changes nothing. */
import type { AllocatorOutput } from '#contract/allocator';
import type { AssetDetail, TextSource } from '#contract/media/assets';
import { toJsonb, toText } from '../jsonb';
import { vectorTable } from './vectors';
import { wordsOf } from './words';
import type { Writes } from '../writes';

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
export function storeAsset(writes: Writes, asset: NewAsset): void {
  const { facts } = asset;
  const row = [
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
  ].map((value) => writes.add(value));
  writes.put(
    `insert into flightline.assets (id, sha256, job_id, kind, mime, file_name, size_bytes, width, height, duration_ms, taken_at,
       taken_source, day, latitude, longitude, place, camera, phash, thumbhash, sharpness, imported_at)
     values (${row.join(', ')}) on conflict (id) do nothing`,
  );
  writes.put(
    `insert into flightline.asset_details (asset_id, facts) values (${writes.add(asset.id)}, ${writes.add(toJsonb(facts))}::jsonb)
     on conflict (asset_id) do update set facts = excluded.facts`,
  );
  storeTexts(writes, asset.id, asset.texts);
  storeVectors(writes, asset.id, asset.vectors);
}

/** Puts texts in place of those of the same source, and the words of all of them together. */
export function storeTexts(
  writes: Writes,
  assetId: string,
  texts: readonly { source: TextSource; text: string }[],
): void {
  const bySource = new Map<TextSource, string[]>();
  for (const { source, text } of texts) bySource.set(source, [...(bySource.get(source) ?? []), text]);
  const rows = [...bySource].map(([source, several]) => {
    const text = several.join('\n').slice(0, 20_000);
    return { source, text, words: wordsOf(text) };
  });
  const [id, given, sources] = [assetId, toJsonb(rows), [...bySource.keys()]].map((value) =>
    writes.add(value),
  );
  const news = `select x.source, x.text, x.words from jsonb_to_recordset(${given}::jsonb) as x(source text, text text, words text)`;
  writes.put(
    `insert into flightline.asset_texts (asset_id, source, text, words)
     select ${id}::uuid, source, text, words from (${news}) news
     union all
     select ${id}::uuid, 'all', '', left(string_agg(words, ' ' order by source), 60000) from (
       ${news}
       union all
       select source, text, words from flightline.asset_texts
       where asset_id = ${id}::uuid and source <> 'all' and source <> all(${sources}::text[])) known
     having count(*) > 0
     on conflict (asset_id, source) do update set text = excluded.text, words = excluded.words`,
  );
}

function storeVectors(writes: Writes, assetId: string, vectors: NewAsset['vectors']): void {
  if (vectors.length === 0) return;
  const id = writes.add(assetId);
  const models = writes.add(vectors.map(({ model }) => model));
  const moments = writes.add(vectors.map(({ frameMs }) => frameMs));
  const table = vectorTable(
    vectors.map(({ vector }) => vector),
    (value) => writes.add(value),
  );
  writes.put(
    `insert into flightline.asset_vectors (asset_id, model, frame_ms, vec)
     select ${id}::uuid, x.model, x.moment, v.vec
     from unnest(${models}::text[], ${moments}::int[]) with ordinality as x(model, moment, k) join ${table} v using (k)
     on conflict do nothing`,
  );
}
