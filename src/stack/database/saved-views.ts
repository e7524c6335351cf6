/** Named filters of the console's pages. */
import type { SavedView } from '#contract/access';
import { toJsonb, toText } from './jsonb';
import type { Database } from './open';

const columns = 'id, page, name, search, starred, created_at as "createdAt"';

/** By page and name. */
export async function list(database: Database): Promise<SavedView[]> {
  const found = await database.pool.query<SavedView>(
    `select ${columns} from flightline.saved_views order by page, lower(name), id`,
  );
  return found.rows;
}

/** Makes it or changes it. */
export async function save(database: Database, view: SavedView): Promise<SavedView> {
  const found = await database.pool.query<SavedView>(
    `insert into flightline.saved_views (id, page, name, search, starred, created_at)
     values ($1, $2, $3, $4::jsonb, $5, $6)
     on conflict (id) do update set page = $2, name = $3, search = $4::jsonb, starred = $5
     returning ${columns}`,
    [view.id, view.page, toText(view.name), toJsonb(view.search), view.starred, view.createdAt],
  );
  return found.rows[0] ?? view;
}

/** @returns those that were there */
export async function remove(database: Database, ids: readonly string[]): Promise<SavedView[]> {
  const found = await database.pool.query<SavedView>(
    `delete from flightline.saved_views where id = any($1) returning ${columns}`,
    [ids],
  );
  return found.rows;
}
