/** Joins the parts of alerts, and runs them each second. */
import { messageOf } from '#contract/errors';
import { dropIncidentsBefore } from '../../../stack/database/alerts';
import { dropDeliveriesBefore } from '../../../stack/database/webhooks';
import { keptSecret } from '../http/kept-secret';
import type { GatewayParts } from '../parts';
import { AlertBook } from './alert-book';
import { AlertWatch } from './alert-watch';
import { Webhooks } from './webhooks';

const keptIncidentsMs = 90 * 86_400_000;
const keptDeliveriesMs = 14 * 86_400_000;

export interface Alerts {
  book: AlertBook;
  watch: AlertWatch;
  webhooks: Webhooks;
  /** Once a second, after the figures of the second are known. */
  tick(now: number): void;
}

export async function startAlerts(parts: GatewayParts): Promise<Alerts> {
  const { database, hub, log, init, facts, history } = parts;
  const book = new AlertBook(database, log);
  const webhooks = new Webhooks({
    database,
    log,
    rootSecret: keptSecret(init.dataDir, 'webhooks'),
    instanceId: init.instanceId,
    consoleUrl: () => facts.consoleUrl,
  });
  const watch = new AlertWatch({
    book,
    database,
    hub,
    log,
    recent: (spanMs) => history.recent(spanMs),
    tell: (incident) => webhooks.tell(incident),
  });
  const now = Date.now();
  await watch.resume(now);
  Promise.all([
    dropIncidentsBefore(database, now - keptIncidentsMs),
    dropDeliveriesBefore(database, now - keptDeliveriesMs),
  ]).catch((error: unknown) => log.warn('old-alerts-not-dropped', { message: messageOf(error) }));
  return {
    book,
    watch,
    webhooks,
    tick(at) {
      watch.tick(at);
      webhooks.tick(at);
    },
  };
}
