/** The read-only switch and the operator's saved views. */
import { z } from 'zod';
import { ReadOnlyChange, SavedViewInput } from '../access';
import { actOf, ids, keyed, query, t } from './procedures';

export const access = t.router({
  readOnly: query.query(({ ctx }) => ctx.services.access.readOnly()),
  setReadOnly: query
    .input(ReadOnlyChange.extend(keyed))
    .mutation(({ ctx, input: { key, ...change } }) =>
      ctx.services.access.setReadOnly(change, actOf(ctx, { key })),
    ),
  views: query.query(({ ctx }) => ctx.services.access.views()),
  saveView: query
    .input(SavedViewInput.extend(keyed))
    .mutation(({ ctx, input: { key, ...view } }) => ctx.services.access.saveView(view, actOf(ctx, { key }))),
  removeViews: query
    .input(z.object({ ids, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.access.removeViews(input.ids, actOf(ctx, input))),
});
