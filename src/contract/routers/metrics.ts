/** Figures of the running instance. */
import { z } from 'zod';
import { MetricRangeQuery } from '../metrics';
import { query, t } from './procedures';

export const metrics = t.router({
  history: query
    .input(z.object({ seconds: z.number().int().min(1).max(3600).default(300) }))
    .query(({ ctx, input }) => ctx.services.metrics.history(input.seconds)),
  depths: query.query(({ ctx }) => ctx.services.metrics.depths()),
  range: query.input(MetricRangeQuery).query(({ ctx, input }) => ctx.services.metrics.range(input)),
  annotations: query
    .input(z.object({ from: z.number().int().min(0), to: z.number().int().min(0) }))
    .query(({ ctx, input }) => ctx.services.metrics.annotations(input)),
});
