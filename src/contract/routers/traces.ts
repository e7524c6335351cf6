/** Traces: pages, one, that of a job, what is kept. */
import { z } from 'zod';
import { TracePageQuery } from '../traces';
import { id, query, t } from './procedures';

export const traces = t.router({
  page: query.input(TracePageQuery).query(({ ctx, input }) => ctx.services.traces.page(input)),
  get: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.traces.get(input.id)),
  ofJob: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.traces.ofJob(input.id)),
  store: query.query(({ ctx }) => ctx.services.traces.store()),
});
