/** Drills: started, followed, looked up. */
import { z } from 'zod';
import { actOf, id, keyed, query, t } from './procedures';

export const drills = t.router({
  list: query.query(({ ctx }) => ctx.services.drills.list()),
  get: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.drills.get(input.id)),
  start: query
    .input(z.object({ ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.drills.start(actOf(ctx, input))),
});
