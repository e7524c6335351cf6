/** What can be asked about alerts and done about them. */
import type {
  AlertIncidentPage,
  AlertIncidentQuery,
  AlertRule,
  AlertRuleInput,
  AlertSilence,
  AlertStatus,
  SilenceInput,
  Webhook,
  WebhookDelivery,
  WebhookInput,
} from '../alerts';
import type { Act } from './act';

export interface AlertService {
  /** Every rule and how it is; firing ones first. */
  list(): Promise<AlertStatus[]>;
  /** Alerts that fire and are not silenced. */
  firing(): Promise<number>;
  /** Newest first. */
  incidents(query: AlertIncidentQuery): Promise<AlertIncidentPage>;
  /** @param id null for a new rule  @throws FlightlineError `NOT_FOUND`, `INVALID_INPUT` */
  saveRule(id: string | null, rule: AlertRuleInput, by: Act): Promise<AlertRule>;
  /** Removes a rule; a built-in one becomes as it came. @throws FlightlineError `NOT_FOUND` */
  removeRule(id: string, by: Act): Promise<null>;
  silence(silence: SilenceInput, by: Act): Promise<AlertSilence>;
  /** @throws FlightlineError `NOT_FOUND` */
  endSilence(id: string, by: Act): Promise<null>;
  webhooks(): Promise<Webhook[]>;
  /** @throws FlightlineError `NOT_FOUND`, `WEBHOOK_URL_REFUSED` */
  saveWebhook(id: string | null, webhook: WebhookInput, by: Act): Promise<Webhook>;
  removeWebhook(id: string, by: Act): Promise<null>;
  /** Sends a message at once, once, and says what came of it. */
  testWebhook(id: string, by: Act): Promise<WebhookDelivery>;
  /** Newest first. */
  deliveries(): Promise<WebhookDelivery[]>;
}
