/** Rows of webhooks and of what is sent to them. */
import type { WebhookDelivery, WebhookInput } from '#contract/alerts';
import { toJsonb } from './jsonb';
import type { Database } from './open';

/** What is stored must be parsed by the caller. */
export async function storedWebhooks({ pool }: Database): Promise<{ id: string; body: unknown }[]> {
  return (
    await pool.query<{ id: string; body: unknown }>(
      `select id, body from flightline.alert_webhooks order by body->>'name', id`,
    )
  ).rows;
}

export async function putWebhook({ pool }: Database, id: string, webhook: WebhookInput): Promise<void> {
  await pool.query(
    `insert into flightline.alert_webhooks (id, body, updated_at) values ($1, $2::jsonb, $3)
     on conflict (id) do update set body = excluded.body, updated_at = excluded.updated_at`,
    [id, toJsonb(webhook), Date.now()],
  );
}

/** With all that waits for it. */
export async function dropWebhook({ pool }: Database, id: string): Promise<void> {
  await pool.query('delete from flightline.alert_webhooks where id = $1', [id]);
}

export type NewDelivery = Pick<WebhookDelivery, 'id' | 'webhookId' | 'event' | 'createdAt' | 'nextAt'> & {
  body: string;
};

/** The same id again changes nothing. */
export async function addDelivery({ pool }: Database, delivery: NewDelivery): Promise<void> {
  const { id, webhookId, event, body, createdAt, nextAt } = delivery;
  await pool.query(
    `insert into flightline.alert_deliveries (id, webhook_id, event, body, created_at, next_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [id, webhookId, event, body, createdAt, nextAt],
  );
}

const columns = `id, webhook_id as "webhookId", event, created_at as "createdAt", attempts, next_at as "nextAt",
  done_at as "doneAt", status, error, body::json ->> 'text' as text`;

/** Oldest first. */
export async function dueDeliveries(
  { pool }: Database,
  now: number,
  most: number,
): Promise<(WebhookDelivery & { body: string })[]> {
  const found = await pool.query<WebhookDelivery & { body: string }>(
    `select ${columns}, body from flightline.alert_deliveries where next_at <= $1 order by next_at limit $2`,
    [now, most],
  );
  return found.rows;
}

export async function noteAttempt({ pool }: Database, delivery: WebhookDelivery): Promise<void> {
  const { id, attempts, nextAt, doneAt, status, error } = delivery;
  await pool.query(
    `update flightline.alert_deliveries set attempts = $2, next_at = $3, done_at = $4, status = $5, error = $6
     where id = $1`,
    [id, attempts, nextAt, doneAt, status, error],
  );
}

/** Newest first. */
export async function recentDeliveries({ pool }: Database, most: number): Promise<WebhookDelivery[]> {
  return (
    await pool.query<WebhookDelivery>(
      `select ${columns} from flightline.alert_deliveries order by created_at desc, id limit $1`,
      [most],
    )
  ).rows;
}

export async function dropDeliveriesBefore({ pool }: Database, before: number): Promise<void> {
  await pool.query('delete from flightline.alert_deliveries where created_at < $1 and next_at is null', [
    before,
  ]);
}
