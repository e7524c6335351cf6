/** Which assets were described by a vision model, and which are still to be. */
import type { PoolClient } from 'pg';
import type { TextSource } from '#contract/media/assets';
import type { SetAsideCaption, SetAsideQuery } from '#contract/media/models';
import type { Caption } from '../../captions/caption-provider';
import type { Database } from '../open';
import { write } from '../writes';
import { storeTexts } from './store-asset';

export interface Undescribed {
  id: string;
  /** Of the result that its preview is a view of. */
  jobId: string;
}

/** Of what nobody has described and the model ($1) was not asked about. */
const stillToAsk = `a.hidden_at is null and not exists (select from flightline.media_captions c
  where c.asset_id = a.id and (c.model = $1 or (c.problem is null and not c.is_label)))`;

export interface CaptionCounts {
  described: number;
  labelled: number;
  setAside: number;
  waiting: number;
}

/** @param model who is asked; null: nobody, so nothing waits */
export async function captionCounts(database: Database, model: string | null): Promise<CaptionCounts> {
  const found = await database.pool.query<CaptionCounts>(
    `select count(*) filter (where problem is null and not is_label)::int as described,
       count(*) filter (where is_label)::int as labelled,
       count(*) filter (where problem is not null)::int as "setAside",
       (select count(*)::int from flightline.assets a where $1::text is not null and ${stillToAsk}) as waiting
     from flightline.media_captions`,
    [model],
  );
  return found.rows[0] ?? { described: 0, labelled: 0, setAside: 0, waiting: 0 };
}

/**
 * The newest one, as that is what is looked at: one that nobody has described and this model was not asked about. What
 * another model has described stays as it is. Null when there is none.
 */
export async function nextUndescribed(database: Database, model: string): Promise<Undescribed | null> {
  const found = await database.pool.query<Undescribed>(
    `select a.id, a.job_id as "jobId" from flightline.assets a
     where ${stillToAsk}
     order by a.imported_at desc, a.id limit 1`,
    [model],
  );
  return found.rows[0] ?? null;
}

/** Of the assets that somebody was asked about in vain; the latest first. */
export async function setAsideCaptions(
  database: Database,
  { limit }: SetAsideQuery,
): Promise<SetAsideCaption[]> {
  const found = await database.pool.query<SetAsideCaption>(
    `select c.asset_id as "assetId", a.file_name as "fileName", c.model, c.problem, c.asked_at::float8 as "askedAt"
     from flightline.media_captions c join flightline.assets a on a.id = c.asset_id
     where c.problem is not null
     order by c.asked_at desc, c.asset_id limit $1`,
    [limit],
  );
  return found.rows;
}

/**
 * Of those that were asked about in vain: as if nobody had been. What stands for a description stays until there is one.
 * @param assetIds null: all
 * @returns how many
 */
export async function forgetProblems(database: Database, assetIds: string[] | null): Promise<number> {
  const gone = await database.pool.query(
    `delete from flightline.media_captions
     where problem is not null and ($1::uuid[] is null or asset_id = any($1))`,
    [assetIds],
  );
  return gone.rowCount ?? 0;
}

export interface Answer {
  /** Who was asked. */
  model: string;
  caption: Caption | null;
  /** Why the one who was asked said nothing. */
  problem: string | null;
  isLabel: boolean;
}

/**
 * Words for an asset that was asked about in vain, once more is known of it.
 * @param make null when there is still nothing to say
 */
export async function captionIfWithout(
  client: PoolClient,
  assetId: string,
  make: (texts: readonly { source: TextSource; text: string }[]) => Caption | null,
): Promise<void> {
  const asked = await client.query('select from flightline.media_captions where asset_id = $1 and is_label', [
    assetId,
  ]);
  if (asked.rowCount === 0) return;
  const texts = await knownTexts(client, assetId);
  const caption = texts.some(({ source }) => source === 'caption') ? null : make(texts);
  if (caption)
    await write(client, (writes) => storeTexts(writes, assetId, [{ source: 'caption', text: caption.text }]));
}

export async function knownTexts(
  client: Pick<PoolClient, 'query'>,
  assetId: string,
): Promise<{ source: TextSource; text: string }[]> {
  const found = await client.query<{ source: TextSource; text: string }>(
    `select source, text from flightline.asset_texts where asset_id = $1 and source <> 'all'`,
    [assetId],
  );
  return found.rows;
}

/** The words and the mark that it was asked about, at once; a second time changes nothing. */
export async function storeAnswer(database: Database, assetId: string, answer: Answer): Promise<void> {
  const { model, caption, problem, isLabel } = answer;
  await write(database.pool, (writes) => {
    if (caption) {
      const text = [caption.text, caption.keywords.join(', ')].filter((part) => part !== '').join('\n');
      storeTexts(writes, assetId, [{ source: 'caption', text }]);
    }
    const row = [assetId, model, problem?.slice(0, 500) ?? null, isLabel, Date.now()];
    writes.put(
      `insert into flightline.media_captions (asset_id, model, problem, is_label, asked_at)
       values (${row.map((value) => writes.add(value)).join(', ')})
       on conflict (asset_id) do update set model = excluded.model, problem = excluded.problem,
         is_label = excluded.is_label, asked_at = excluded.asked_at`,
    );
  });
}
