/** The console's API: procedures parse, then call a service of the context. A router for each domain. */
import { access } from './routers/access';
import { audit } from './routers/audit';
import { alerts } from './routers/alerts';
import { backups } from './routers/backups';
import { batches } from './routers/batches';
import { deadLetters } from './routers/dead-letters';
import { drills } from './routers/drills';
import { engines } from './routers/engines';
import { health } from './routers/health';
import { ingest } from './routers/ingest';
import { jobs } from './routers/jobs';
import { logs } from './routers/logs';
import { media } from './routers/media';
import { metrics } from './routers/metrics';
import { query, t } from './routers/procedures';
import { profiles } from './routers/profiles';
import { schedules } from './routers/schedules';
import { search } from './routers/search';
import { system } from './routers/system';
import { workers } from './routers/workers';
import { traces } from './routers/traces';

export const router = t.router({
  jobs,
  batches,
  ingest,
  deadLetters,
  media,
  metrics,
  alerts,
  logs,
  traces,
  search,
  engines,
  schedules,
  audit,
  access,
  backups,
  profiles,
  system,
  workers,
  health,
  drills,
  events: query.subscription(async function* ({ ctx, signal }) {
    yield* ctx.services.events(signal ?? new AbortController().signal);
  }),
});
export type Router = typeof router;
