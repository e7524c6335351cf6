/** How the instance is. */
import { query, t } from './procedures';

export const health = t.router({
  now: query.query(({ ctx }) => ctx.services.health.now()),
  changes: query.query(({ ctx }) => ctx.services.health.changes()),
});
