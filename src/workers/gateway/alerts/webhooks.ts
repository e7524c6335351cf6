/** Webhooks and what is sent to them: kept until it was taken, so that a crash loses none of it. */
import { createHash, createHmac } from 'node:crypto';
import {
  type AlertIncident,
  type Webhook,
  type WebhookDelivery,
  WebhookInput,
  severityRank,
} from '#contract/alerts';
import { FlightlineError, messageOf } from '#contract/errors';
import type { Database } from '../../../stack/database/open';
import * as stored from '../../../stack/database/webhooks';
import type { Log } from '../../../stack/log';
import { retryDelayMs } from './retry-delay';
import { sentenceOf } from './sentence';
import { postWebhook } from './webhook-post';
import { checkedWebhookUrl } from './webhook-url';

const mostAtOnce = 20;
const shownDeliveries = 100;

export interface WebhookParts {
  database: Database;
  log: Pick<Log, 'warn' | 'info'>;
  /** Of this instance; the secret of each webhook follows from it. */
  rootSecret: string;
  instanceId: string;
  consoleUrl(): string;
}

export class Webhooks {
  /** When the next one is due, as far as this process knows. */
  private nextAt = 0;
  private sending = false;

  constructor(private readonly parts: WebhookParts) {}

  async list(): Promise<Webhook[]> {
    return (await stored.storedWebhooks(this.parts.database)).flatMap(({ id, body }) => {
      const input = WebhookInput.safeParse(body);
      return input.success ? [{ ...input.data, id, secret: this.secretOf(id) }] : [];
    });
  }

  /** @throws FlightlineError `NOT_FOUND` */
  async get(id: string): Promise<Webhook> {
    const found = (await this.list()).find((one) => one.id === id);
    if (!found) throw new FlightlineError('NOT_FOUND', `There is no webhook ${id}.`);
    return found;
  }

  async save(id: string, input: WebhookInput): Promise<Webhook> {
    checkedWebhookUrl(input.url);
    await stored.putWebhook(this.parts.database, id, input);
    return this.get(id);
  }

  remove(id: string): Promise<void> {
    return stored.dropWebhook(this.parts.database, id);
  }

  deliveries(): Promise<WebhookDelivery[]> {
    return stored.recentDeliveries(this.parts.database, shownDeliveries);
  }

  /** Puts a message for everybody who wants to hear of it. */
  async tell(incident: AlertIncident): Promise<void> {
    const event = incident.resolvedAt === null ? 'alert.firing' : 'alert.resolved';
    const now = Date.now();
    for (const webhook of await this.list()) {
      if (!webhook.enabled || severityRank[incident.severity] < severityRank[webhook.leastSeverity]) continue;
      const id = idOf(webhook.id, incident.id, event);
      const body = this.bodyOf(event, `${incident.name}: ${sentenceOf(incident)}`, incident);
      await stored.addDelivery(this.parts.database, {
        id,
        webhookId: webhook.id,
        event,
        body,
        createdAt: now,
        nextAt: now,
      });
    }
    this.nextAt = 0;
  }

  /** Sends at once and once; the same key again tells what came of it. */
  async test(webhookId: string, key: string): Promise<WebhookDelivery> {
    const webhook = await this.get(webhookId);
    const now = Date.now();
    const text = `A test of the webhook “${webhook.name}”.`;
    const body = this.bodyOf('alert.test', text, null);
    const delivery = { id: idOf(webhookId, key), webhookId, event: 'alert.test' as const, createdAt: now };
    await stored.addDelivery(this.parts.database, { ...delivery, body, nextAt: null });
    const sent = await this.attempt(webhook, {
      ...delivery,
      body,
      text,
      attempts: 0,
      nextAt: null,
      doneAt: null,
      status: null,
      error: null,
    });
    const ended = { ...sent, nextAt: null };
    await stored.noteAttempt(this.parts.database, ended);
    return ended;
  }

  /** Called each second; asks the database only when something may be due. */
  tick(now: number): void {
    if (this.sending || now < this.nextAt) return;
    this.sending = true;
    this.sendDue(now)
      .catch((error: unknown) => {
        this.nextAt = now + 5000;
        this.parts.log.warn('webhooks-wait', { message: messageOf(error) });
      })
      .finally(() => (this.sending = false));
  }

  private async sendDue(now: number): Promise<void> {
    this.nextAt = now + 5000;
    const due = await stored.dueDeliveries(this.parts.database, now, mostAtOnce);
    if (due.length === 0) return;
    const webhooks = new Map((await this.list()).map((webhook) => [webhook.id, webhook]));
    await Promise.all(
      due.map(async (delivery) => {
        const webhook = webhooks.get(delivery.webhookId);
        const sent = webhook?.enabled
          ? await this.attempt(webhook, delivery)
          : { ...delivery, nextAt: null, error: 'The webhook is switched off.' };
        await stored.noteAttempt(this.parts.database, sent);
        this.nextAt = Math.min(this.nextAt, sent.nextAt ?? Infinity);
      }),
    );
  }

  private async attempt(
    webhook: Webhook,
    { body, ...delivery }: WebhookDelivery & { body: string },
  ): Promise<WebhookDelivery> {
    const at = Date.now();
    const attempts = delivery.attempts + 1;
    const { url, secret } = webhook;
    let status: number | null = null;
    let error: string | null;
    try {
      status = await postWebhook({ id: delivery.id, url, secret, body, at });
      error = refusalText(status);
    } catch (failure) {
      error = isTimeout(failure) ? 'It did not answer in time.' : messageOf(failure);
    }
    const { log } = this.parts;
    log.info('webhook-called', { webhook: webhook.id, event: delivery.event, status, attempts });
    if (error === null) return { ...delivery, attempts, nextAt: null, doneAt: at, status, error };
    const delayMs = retryDelayMs(attempts, status);
    return {
      ...delivery,
      attempts,
      nextAt: delayMs === null ? null : at + delayMs,
      doneAt: null,
      status,
      error,
    };
  }

  private bodyOf(event: WebhookDelivery['event'], text: string, incident: AlertIncident | null): string {
    return JSON.stringify({
      type: event,
      timestamp: new Date().toISOString(),
      text,
      data: {
        instance: this.parts.instanceId,
        url: `${this.parts.consoleUrl()}/alerts`,
        alert: incident,
      },
    });
  }

  private secretOf(id: string): string {
    return `whsec_${createHmac('sha256', this.parts.rootSecret).update(`webhook ${id}`).digest('base64')}`;
  }
}

/** Node hides the reason of the signal in the cause. */
function isTimeout(failure: unknown): boolean {
  return failure instanceof Error && (failure.name === 'TimeoutError' || failure.name === 'AbortError');
}

/** Null when it was taken. */
function refusalText(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400)
    return `It answered ${status}, a redirect, which is not followed: give the address it leads to.`;
  if (status === 410) return 'It answered 410: it wants no more of this message.';
  return `It answered ${status}.`;
}

function idOf(...parts: readonly string[]): string {
  return `msg_${createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 24)}`;
}
