/** Assets by words: file names, titles, recognised text, captions, places. */
import type { AssetFilter } from '#contract/media/assets';
import type { Database } from '../open';
import { assetCondition } from './asset-filter';
import { SqlArguments } from '../sql-arguments';
import { tsQueryText } from './words';

/** Where more assets than that have the words, how well each fits says little, and to rank them takes a second. */
const mostRanked = 5000;
/** Assets that are looked at for such common words. */
const mostLookedAt = 60_000;

/** Best first, every word of the question somewhere in the texts of the asset; the newest first for very common words. */
export async function assetsByWords(
  database: Database,
  { words, filter, limit }: { words: readonly string[]; filter: AssetFilter; limit: number },
): Promise<{ id: string; rank: number }[]> {
  if (words.length === 0) return [];
  if (await isCommon(database, words)) return newestWith(database, { words, filter, limit });
  const args = new SqlArguments();
  const text = args.add(tsQueryText(words));
  const found = await database.pool.query<{ id: string; rank: number }>(
    `select a.id, ts_rank(t.tsv, q) as rank
     from ${asked(text)},
       flightline.asset_texts t join flightline.assets a on a.id = t.asset_id
     where t.source = 'all' and t.tsv @@ q and ${assetCondition(filter, args)}
     order by rank desc, a.taken_at desc, a.id limit ${args.add(limit)}::int`,
    args.values,
  );
  return found.rows;
}

const asked = (text: string) =>
  `(select to_tsquery('simple', ${text}) || to_tsquery('english', ${text}) as q) asked`;

async function isCommon(database: Database, words: readonly string[]): Promise<boolean> {
  const found = await database.pool.query<{ count: number }>(
    `select count(*)::int as count from (select 1 from ${asked('$1')}, flightline.asset_texts t
       where t.source = 'all' and t.tsv @@ q limit ${mostRanked + 1}) x`,
    [tsQueryText(words)],
  );
  return (found.rows[0]?.count ?? 0) > mostRanked;
}

/** Looks at assets from the newest on until there are enough; `offset 0` keeps the planner from gathering all first. */
async function newestWith(
  database: Database,
  { words, filter, limit }: { words: readonly string[]; filter: AssetFilter; limit: number },
): Promise<{ id: string; rank: number }[]> {
  const args = new SqlArguments();
  const text = args.add(tsQueryText(words));
  const found = await database.pool.query<{ id: string; rank: number }>(
    `select newest.id, 0::float8 as rank from ${asked(text)},
       lateral (select a.id from flightline.assets a where ${assetCondition(filter, args)}
         order by a.taken_at desc limit ${mostLookedAt}) newest,
       lateral (select 1 from flightline.asset_texts t
         where t.asset_id = newest.id and t.source = 'all' and t.tsv @@ q offset 0) fits
     limit ${args.add(limit)}::int`,
    args.values,
  );
  return found.rows;
}
