/** Logs: pages, tail, what is kept. */
import { LogAfterQuery, LogPageQuery, LogTailQuery } from '../logs';
import { query, t } from './procedures';

export const logs = t.router({
  page: query.input(LogPageQuery).query(({ ctx, input }) => ctx.services.logs.page(input)),
  after: query.input(LogAfterQuery).query(({ ctx, input }) => ctx.services.logs.after(input)),
  /** Asked again and again: a client that is slow asks less often, and nothing gathers for it anywhere. */
  tail: query
    .input(LogTailQuery)
    .query(({ ctx, input, signal }) => ctx.services.logs.tail(input, signal ?? new AbortController().signal)),
  store: query.query(({ ctx }) => ctx.services.logs.store()),
});
