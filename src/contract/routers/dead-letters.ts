/** Dead letters: jobs that failed for good. */
import { z } from 'zod';
import { DeadLetterQuery, LetterGroupQuery, LetterPayload, TrashQuery } from '../dead-letters';
import { BulkRequest } from '../letter-bulks';
import { LetterTarget, PayloadChange } from '../letter-edits';
import { actOf, id, ids, keyed, one, query, t } from './procedures';

export const deadLetters = t.router({
  page: query.input(DeadLetterQuery).query(({ ctx, input }) => ctx.services.deadLetters.page(input)),
  groups: query.input(LetterGroupQuery).query(({ ctx, input }) => ctx.services.deadLetters.groups(input)),
  count: query
    .input(z.object({ target: LetterTarget }))
    .query(({ ctx, input }) => ctx.services.deadLetters.count(input.target)),
  get: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.deadLetters.get(input.id)),
  input: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.deadLetters.input(input.id)),
  trash: query.input(TrashQuery).query(({ ctx, input }) => ctx.services.deadLetters.trash(input)),
  retry: query
    .input(z.object({ ids, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.deadLetters.retry(input.ids, actOf(ctx, input))),
  discard: query
    .input(z.object({ ids, reason: z.string().trim().min(1).max(500), ...keyed }))
    .mutation(({ ctx, input }) =>
      ctx.services.deadLetters.discard(input.ids, input.reason, actOf(ctx, input)),
    ),
  restore: query
    .input(z.object({ ids, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.deadLetters.restore(input.ids, actOf(ctx, input))),

  form: query.input(z.object({ id })).query(({ ctx, input }) => ctx.services.deadLetters.form(input.id)),
  check: query
    .input(z.object({ id, payload: z.unknown() }))
    .query(({ ctx, input }) => ctx.services.deadLetters.check(input.id, input.payload)),
  dryRun: query
    .input(z.object({ id, payload: LetterPayload }))
    .mutation(({ ctx, input, signal }) =>
      ctx.services.deadLetters.dryRun(input.id, input.payload, signal ?? new AbortController().signal),
    ),
  edit: query
    .input(z.object({ id, payload: LetterPayload, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.deadLetters.edit(input.id, input.payload, actOf(ctx, input))),
  preview: query
    .input(z.object({ target: LetterTarget, change: PayloadChange }))
    .query(({ ctx, input }) => ctx.services.deadLetters.preview(input.target, input.change)),

  bulks: query.query(({ ctx }) => ctx.services.deadLetters.bulks()),
  startBulk: query
    .input(z.object({ request: BulkRequest, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.deadLetters.startBulk(input.request, actOf(ctx, input))),
  cancelBulk: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.deadLetters.cancelBulk(input.id, actOf(ctx, input))),
  goOnWithBulk: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.deadLetters.goOnWithBulk(input.id, actOf(ctx, input))),
});
