/** One search over everything. */
import { SearchQuery } from '../search';
import { query, t } from './procedures';

export const search = t.router({
  find: query.input(SearchQuery).query(({ ctx, input }) => ctx.services.search.find(input)),
});
