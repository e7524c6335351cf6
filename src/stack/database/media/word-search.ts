/** Assets by words: file names, titles, recognised text, captions, places. */
import type { AssetFilter } from '#contract/media/assets';
import type { Database } from '../open';
import { assetCondition } from './asset-filter';
import { SqlArguments } from './sql-arguments';
import { tsQueryText } from './words';

/** Best first, every word of the question somewhere in the texts of the asset. */
export async function assetsByWords(
  database: Database,
  { words, filter, limit }: { words: readonly string[]; filter: AssetFilter; limit: number },
): Promise<{ id: string; rank: number }[]> {
  if (words.length === 0) return [];
  const args = new SqlArguments();
  const text = args.add(tsQueryText(words));
  const found = await database.pool.query<{ id: string; rank: number }>(
    `select a.id, ts_rank(t.tsv, q) as rank
     from (select to_tsquery('simple', ${text}) || to_tsquery('english', ${text}) as q) asked,
       flightline.asset_texts t join flightline.assets a on a.id = t.asset_id
     where t.source = 'all' and t.tsv @@ q and ${assetCondition(filter, args)}
     order by rank desc, a.taken_at desc, a.id limit ${args.add(limit)}::int`,
    args.values,
  );
  return found.rows;
}
