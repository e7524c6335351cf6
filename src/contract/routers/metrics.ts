/** Figures of the running instance. */
import { z } from 'zod';
import { query, t } from './procedures';

export const metrics = t.router({
  history: query
    .input(z.object({ seconds: z.number().int().min(1).max(3600).default(300) }))
    .query(({ ctx, input }) => ctx.services.metrics.history(input.seconds)),
  depths: query.query(({ ctx }) => ctx.services.metrics.depths()),
});
