/** The instance: processes, health, what it is. */
import { z } from 'zod';
import { actOf, id, keyed, query, t } from './procedures';

export const system = t.router({
  info: query.query(({ ctx }) => ctx.services.system.info()),
  health: query.query(({ ctx }) => ctx.services.system.health()),
  engines: query.query(({ ctx }) => ctx.services.system.engines()),
  processes: query.query(({ ctx }) => ctx.services.system.processes()),
  act: query
    .input(z.object({ name: id, act: z.enum(['restart', 'kill']), ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.system.act(input.name, input.act, actOf(ctx, input))),
});
