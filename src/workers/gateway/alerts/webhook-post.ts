/** Sends one message to a webhook, signed as Standard Webhooks say. https://www.standardwebhooks.com */
import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { FlightlineError } from '#contract/errors';
import { checkedWebhookUrl, isRefusedAddress } from './webhook-url';

const limitMs = 10_000;
/** Of an answer only its end is of interest. */
const mostAnswerBytes = 64 * 1024;

export interface WebhookMessage {
  id: string;
  url: string;
  secret: string;
  body: string;
  /** When it is sent, ms since the epoch. */
  at: number;
}

/** @param secret `whsec_` and base64 */
export function signatureOf({ id, secret, body, at }: Omit<WebhookMessage, 'url'>): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = `${id}.${Math.floor(at / 1000)}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

/** @returns the status of the answer; redirects are not followed  @throws when there was none, or the address is refused */
export function postWebhook(message: WebhookMessage): Promise<number> {
  const url = checkedWebhookUrl(message.url);
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        lookup: guardedLookup,
        signal: AbortSignal.timeout(limitMs),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(message.body),
          'user-agent': 'Flightline',
          'webhook-id': message.id,
          'webhook-timestamp': String(Math.floor(message.at / 1000)),
          'webhook-signature': signatureOf(message),
        },
      },
      (answer) => {
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > mostAnswerBytes) answer.destroy();
        });
        answer.on('close', () => resolve(answer.statusCode ?? 0));
        answer.on('error', reject);
      },
    );
    call.on('error', reject);
    call.end(message.body);
  });
}

const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const bad = addresses.find(({ address }) => isRefusedAddress(address));
    const [first] = addresses;
    if (bad || !first) {
      const why = `${hostname} leads to ${bad?.address ?? 'nowhere'}, which is no address of a service.`;
      return callback(new FlightlineError('WEBHOOK_URL_REFUSED', why), '', 0);
    }
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};
