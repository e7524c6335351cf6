/** The assets nearest to a vector, under any filter: by the index, or exactly where few are left to compare. */
import type { PoolClient } from 'pg';
import type { AssetFilter } from '#contract/media/assets';
import type { Database } from '../open';
import { inTransaction } from '../transaction';
import { assetCondition, isNarrow } from './asset-filter';
import { SqlArguments } from '../sql-arguments';
import { modelLiteral, vectorBytes, widen } from './vectors';

export interface NearestQuery {
  model: string;
  /** What is searched along; of length 1. */
  direction: Float32Array;
  /** What the score is the cosine to; missing: the direction. */
  like?: Float32Array;
  /** Nothing is found that lies nearer to this than to `like`. */
  unlike?: Float32Array;
  filter: AssetFilter;
  minScore: number;
  limit: number;
  leaveOut?: readonly string[];
}

export interface Nearest {
  id: string;
  /** Cosine, -1..1; of a video's frames the best. */
  score: number;
}

export interface NearestAnswer {
  found: Nearest[];
  /** Whether that is all there is above `minScore`. */
  isAll: boolean;
}

/**
 * Up to so many candidates are compared one by one. Measured on PGlite: 2 µs each, and a search by the index that has to
 * pass over 19 of 20 rows takes as long as 10,000 comparisons.
 */
export const mostExact = 8000;
/** Frames of one video share a place in the answer, so some more rows are read than are wanted. */
const overRead = 1.2;
const leastOverRead = 8;
const mostRows = 20_000;

interface Row {
  id: string;
  score: number;
  far: number;
}

/** Nearest first. */
export async function nearestAssets(database: Database, query: NearestQuery): Promise<NearestAnswer> {
  return inTransaction(database.pool, async (client) => {
    const ids = isNarrow(query.filter) ? await candidates(client, query.filter) : null;
    return ids === null ? byIndex(client, query) : byComparison(client, query, ids);
  });
}

/** Null when there are more than are compared one by one. */
async function candidates(client: PoolClient, filter: AssetFilter): Promise<string[] | null> {
  const args = new SqlArguments();
  const found = await client.query<{ id: string }>(
    `select a.id from flightline.assets a where ${assetCondition(filter, args)} limit ${mostExact + 1}`,
    args.values,
  );
  return found.rows.length > mostExact ? null : found.rows.map(({ id }) => id);
}

async function byComparison(
  client: PoolClient,
  query: NearestQuery,
  ids: readonly string[],
): Promise<NearestAnswer> {
  if (ids.length === 0) return { found: [], isAll: true };
  const args = new SqlArguments();
  const score = scoreOf(query, args);
  const found = await client.query<Row>(
    `select asset_id as id, max(score) as score from (
       select v.asset_id, ${score.like} as score, ${score.unlike} as far
       from flightline.asset_vectors v
       where v.model = ${modelLiteral(query.model)} and v.asset_id = any(${args.add(ids)}::uuid[])
         and v.asset_id <> all(${args.add(query.leaveOut ?? [])}::uuid[])
       offset 0) x
     where score >= ${args.add(query.minScore)}::float8 and score > far
     group by asset_id order by score desc, id limit ${args.add(query.limit + 1)}::int`,
    args.values,
  );
  return { found: found.rows.slice(0, query.limit), isAll: found.rows.length <= query.limit };
}

async function byIndex(client: PoolClient, query: NearestQuery): Promise<NearestAnswer> {
  for (let rows = Math.ceil(overRead * query.limit) + leastOverRead; ; rows = Math.min(rows * 4, mostRows)) {
    await widen(client, rows);
    const args = new SqlArguments();
    const direction = vectorArgument(query.direction, args);
    const score = scoreOf(query, args);
    const text = `select near.id, near.score, near.far, coalesce(${assetCondition(query.filter, args)}, false)
         and near.id <> all(${args.add(query.leaveOut ?? [])}::uuid[]) as fits
       from (select v.asset_id as id, ${score.like} as score, ${score.unlike} as far
             from flightline.asset_vectors v where v.model = ${modelLiteral(query.model)}
             order by v.vec <#> ${direction} limit ${rows}) near
       join flightline.assets a on a.id = near.id`;
    const read = await client.query<Row & { fits: boolean }>(text, args.values);
    const best = new Map<string, number>();
    for (const { id, score: value, far, fits } of read.rows)
      if (fits && value >= query.minScore && value > far) best.set(id, Math.max(value, best.get(id) ?? -1));
    // Below the cut-off nothing is wanted any more; with examples against, the order is another one than the score's.
    const isBelow =
      query.unlike === undefined && read.rows.some(({ score: value }) => value < query.minScore);
    const isAll = read.rows.length < rows || isBelow;
    if (best.size > query.limit || isAll || rows >= mostRows) {
      const found = [...best].map(([id, value]) => ({ id, score: value })).sort(byScore);
      return { found: found.slice(0, query.limit), isAll: isAll && found.length <= query.limit };
    }
  }
}

function byScore(a: Nearest, b: Nearest): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}

/** PostgreSQL refuses a parameter that its statement does not use: the direction is put in by who orders by it. */
function scoreOf({ direction, like = direction, unlike }: NearestQuery, args: SqlArguments) {
  const cosineTo = (vector: Float32Array) => `-(v.vec <#> ${vectorArgument(vector, args)})`;
  return { like: cosineTo(like), unlike: unlike === undefined ? '-2::float8' : cosineTo(unlike) };
}

function vectorArgument(vector: Float32Array, args: SqlArguments): string {
  return `${args.add(vectorBytes(vector))}::vector`;
}
