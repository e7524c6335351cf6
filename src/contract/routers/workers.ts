/** Engine processes and their pools. */
import { z } from 'zod';
import { DecisionQuery } from '../scaling';
import { PoolChange, ProcessActName } from '../workers';
import { actOf, id, keyed, query, t } from './procedures';

export const workers = t.router({
  pools: query.query(({ ctx }) => ctx.services.workers.pools()),
  history: query
    .input(z.object({ seconds: z.number().int().min(1).max(3600).default(300) }))
    .query(({ ctx, input }) => ctx.services.workers.history(input.seconds)),
  decisions: query.input(DecisionQuery).query(({ ctx, input }) => ctx.services.workers.decisions(input)),
  change: query
    .input(z.object({ pool: id, change: PoolChange, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.workers.change(input.pool, input.change, actOf(ctx, input))),
  act: query
    .input(z.object({ name: id, act: ProcessActName, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.workers.act(input.name, input.act, actOf(ctx, input))),
});
