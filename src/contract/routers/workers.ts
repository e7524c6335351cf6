/** Engine processes and their pools. */
import { z } from 'zod';
import { PoolChange, ProcessActName } from '../workers';
import { actOf, id, keyed, query, t } from './procedures';

export const workers = t.router({
  pools: query.query(({ ctx }) => ctx.services.workers.pools()),
  change: query
    .input(z.object({ pool: id, change: PoolChange, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.workers.change(input.pool, input.change, actOf(ctx, input))),
  act: query
    .input(z.object({ name: id, act: ProcessActName, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.workers.act(input.name, input.act, actOf(ctx, input))),
});
