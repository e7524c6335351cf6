/** Jobs: pages, details, and the acts on them. */
import { z } from 'zod';
import { JobFilter, JobPageQuery } from '../jobs';
import { actOf, id, ids, keyed, query, t } from './procedures';

export const jobs = t.router({
  page: query.input(JobPageQuery).query(({ ctx, input }) => ctx.services.jobs.page(input)),
  counts: query.input(JobFilter).query(({ ctx, input }) => ctx.services.jobs.counts(input)),
  get: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.jobs.get(input.id)),
  cancel: query
    .input(z.object({ ids, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.jobs.cancel(input.ids, actOf(ctx, input))),
  retry: query
    .input(z.object({ ids, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.jobs.retry(input.ids, actOf(ctx, input))),
  again: query
    .input(z.object({ id, options: z.record(z.string(), z.unknown()), ...keyed }))
    .mutation(({ ctx, input: { key, ...work } }) => ctx.services.jobs.again(work, actOf(ctx, { key }))),
});
