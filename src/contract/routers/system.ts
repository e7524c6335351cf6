/** The instance: processes, engines, what it is. */
import { query, t } from './procedures';

export const system = t.router({
  info: query.query(({ ctx }) => ctx.services.system.info()),
  engines: query.query(({ ctx }) => ctx.services.system.engines()),
  processes: query.query(({ ctx }) => ctx.services.system.processes()),
});
