/** Batches: files that were given together. */
import { z } from 'zod';
import { MemberPageQuery } from '../batches';
import { Lane } from '../queues';
import { actOf, id, keyed, one, query, t } from './procedures';

export const batches = t.router({
  list: query.query(({ ctx }) => ctx.services.batches.list()),
  get: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.batches.get(input.id)),
  members: query.input(MemberPageQuery).query(({ ctx, input }) => ctx.services.batches.members(input)),
  create: query
    .input(z.object({ name: z.string().min(1).max(200), lane: Lane.default('batch'), ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.batches.create(input, actOf(ctx, input))),
  seal: query.input(one).mutation(({ ctx, input }) => ctx.services.batches.seal(input.id, actOf(ctx, input))),
  pause: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.batches.pause(input.id, actOf(ctx, input))),
  resume: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.batches.resume(input.id, actOf(ctx, input))),
  cancel: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.batches.cancel(input.id, actOf(ctx, input))),
  retryFailed: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.batches.retryFailed(input.id, actOf(ctx, input))),
});
