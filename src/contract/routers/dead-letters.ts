/** Dead letters: jobs that failed for good. */
import { z } from 'zod';
import { DeadLetterQuery } from '../dead-letters';
import { actOf, id, ids, keyed, query, t } from './procedures';

export const deadLetters = t.router({
  page: query.input(DeadLetterQuery).query(({ ctx, input }) => ctx.services.deadLetters.page(input)),
  get: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.deadLetters.get(input.id)),
  retry: query
    .input(z.object({ ids, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.deadLetters.retry(input.ids, actOf(ctx, input))),
  discard: query
    .input(z.object({ ids, reason: z.string().trim().min(1).max(500), ...keyed }))
    .mutation(({ ctx, input }) =>
      ctx.services.deadLetters.discard(input.ids, input.reason, actOf(ctx, input)),
    ),
});
