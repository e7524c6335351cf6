/** The instance: processes, health, what it is. */
import { query, t } from './procedures';

export const system = t.router({
  info: query.query(({ ctx }) => ctx.services.system.info()),
  health: query.query(({ ctx }) => ctx.services.system.health()),
  engines: query.query(({ ctx }) => ctx.services.system.engines()),
  processes: query.query(({ ctx }) => ctx.services.system.processes()),
});
