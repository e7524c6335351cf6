/** Backups of the whole instance. */
import { z } from 'zod';
import { AsideName, BackupName } from '../backups';
import { actOf, keyed, query, t } from './procedures';

const folder = z.string().min(1).max(1000).nullable().default(null);

export const backups = t.router({
  state: query.query(({ ctx }) => ctx.services.backups.state()),
  folders: query.query(({ ctx }) => ctx.services.backups.folders()),
  list: query.input(z.object({ folder })).query(({ ctx, input }) => ctx.services.backups.list(input.folder)),
  unreadable: query
    .input(z.object({ folder }))
    .query(({ ctx, input }) => ctx.services.backups.unreadable(input.folder)),
  verify: query
    .input(z.object({ name: BackupName, folder }))
    .query(({ ctx, input, signal }) => ctx.services.backups.verify(input.name, input.folder, signal)),
  asides: query.query(({ ctx }) => ctx.services.backups.asides()),
  removeAsides: query
    .input(z.object({ names: z.array(AsideName).min(1).max(100), ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.backups.removeAsides(input.names, actOf(ctx, input))),
  create: query
    .input(z.object({ folder, keep: z.number().int().min(1).max(1000).nullable().default(null), ...keyed }))
    .mutation(({ ctx, input: { key, ...wanted } }) =>
      ctx.services.backups.create(wanted, actOf(ctx, { key })),
    ),
  cancel: query
    .input(z.object(keyed))
    .mutation(({ ctx, input }) => ctx.services.backups.cancel(actOf(ctx, input))),
  restore: query
    .input(z.object({ name: BackupName, folder, ...keyed }))
    .mutation(({ ctx, input: { key, ...wanted } }) =>
      ctx.services.backups.restore(wanted, actOf(ctx, { key })),
    ),
  cancelRestore: query
    .input(z.object(keyed))
    .mutation(({ ctx, input }) => ctx.services.backups.cancelRestore(actOf(ctx, input))),
  remove: query
    .input(z.object({ names: z.array(BackupName).min(1).max(1000), folder, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.backups.remove(input.names, input.folder, actOf(ctx, input))),
});
