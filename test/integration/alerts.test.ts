/** Alerts of a real instance: fire, tell a webhook until it takes it, hold while silenced, go on after a crash of the gateway. */
import { createHmac, randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertRuleInput } from '#contract/alerts';
import { type TestInstance, kill, removeDataDir, startInstance, until } from '../helpers/instance';

interface Call {
  headers: IncomingHttpHeaders;
  body: string;
}

const calls: Call[] = [];
/** Statuses of the next answers; 200 when there is none. */
const answers: number[] = [];
let server: Server;
let url: string;
let instance: TestInstance;

const rule: AlertRuleInput = {
  name: 'Redis talks',
  series: 'redis.clients',
  engine: null,
  comparison: 'above',
  threshold: 0,
  windowS: 5,
  forS: 0,
  severity: 'critical',
  action: 'Nothing; this is a test.',
  enabled: true,
};

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 200).end('taken');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  instance = await startInstance({ env: { FLIGHTLINE_PROCESSES_PER_POOL: '1' } });
});
afterAll(async () => {
  await instance.stop();
  await new Promise((closed) => server.close(closed));
  removeDataDir(instance.dataDir);
});

const key = () => randomUUID();
const stateOf = async (id: string) =>
  (await instance.api.alerts.list.query()).find((status) => status.rule.id === id);

describe('alerts', () => {
  it('has the rules of the older guide; what nothing measures has no data', async () => {
    const list = await until('the first figures', async () => {
      const statuses = await instance.api.alerts.list.query();
      return statuses.some(({ state }) => state === 'ok') && statuses;
    });
    const states = Object.fromEntries(list.map(({ rule: { id }, state }) => [id, state]));
    expect(states).toMatchObject({
      'dead-letters': 'ok',
      'connection-pool': 'ok',
      'worker-crashes': 'ok',
      'search-latency': 'no-data',
      'vision-model': 'no-data',
    });
  });

  it('refuses rules and webhooks that cannot work', async () => {
    const { alerts } = instance.api;
    await expect(
      alerts.saveRule.mutate({ id: null, rule: { ...rule, series: 'nothing' }, key: key() }),
    ).rejects.toThrow('no such figure');
    await expect(
      alerts.saveRule.mutate({ id: null, rule: { ...rule, engine: 'xcmetrics' }, key: key() }),
    ).rejects.toThrow('does not know engines');
    const webhook = {
      name: 'bad',
      url: 'http://169.254.169.254/',
      leastSeverity: 'info',
      enabled: true,
    } as const;
    await expect(alerts.saveWebhook.mutate({ id: null, webhook, key: key() })).rejects.toThrow(
      'no address of a service',
    );
  });

  it('tells a webhook, signed, until it takes it, and again when all is well', async () => {
    const { alerts } = instance.api;
    const hook = await alerts.saveWebhook.mutate({
      id: null,
      webhook: { name: 'local', url, leastSeverity: 'warning', enabled: true },
      key: key(),
    });
    const tested = await alerts.testWebhook.mutate({ id: hook.id, key: key() });
    expect(tested).toMatchObject({ status: 200, error: null, attempts: 1 });
    expect(calls).toHaveLength(1);

    answers.push(500);
    const sameKey = key();
    const saved = await alerts.saveRule.mutate({ id: null, rule, key: sameKey });
    expect((await alerts.saveRule.mutate({ id: null, rule, key: sameKey })).id).toBe(saved.id);
    await until('the second try', () => Promise.resolve(calls.length === 3));
    const [, first, second] = calls;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(JSON.parse(second?.body ?? '')).toMatchObject({
      type: 'alert.firing',
      data: { alert: { name: 'Redis talks', severity: 'critical', threshold: 0 } },
    });
    const signed = `${String(second?.headers['webhook-id'])}.${String(second?.headers['webhook-timestamp'])}.${second?.body}`;
    const secret = Buffer.from(hook.secret.replace('whsec_', ''), 'base64');
    expect(second?.headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`,
    );
    expect(await alerts.firing.query()).toBe(1);

    // A gateway that dies forgets nothing and tells nobody twice.
    kill(await instance.pidOf('gateway'));
    const after = await until('the next gateway', async () => {
      const status = await stateOf(saved.id);
      return status?.value !== null && status;
    });
    expect(after.state).toBe('firing');
    await alerts.saveRule.mutate({ id: saved.id, rule: { ...rule, enabled: false }, key: key() });
    await until('the good news', () => Promise.resolve(calls.length === 4));
    expect(JSON.parse(calls[3]?.body ?? '')).toMatchObject({ type: 'alert.resolved' });
    const { rows, total } = await alerts.incidents.query({ ruleId: saved.id });
    expect(total).toBe(1);
    expect(rows[0]?.resolvedAt).not.toBeNull();
  });

  it('tells nobody while it is silenced, and when the silence ends', async () => {
    const { alerts } = instance.api;
    const before = calls.length;
    const saved = await alerts.saveRule.mutate({
      id: null,
      rule: { ...rule, name: 'Silent', enabled: false },
      key: key(),
    });
    const silence = await alerts.silence.mutate({
      silence: { ruleId: saved.id, minutes: 60, reason: 'maintenance' },
      key: key(),
    });
    await alerts.saveRule.mutate({ id: saved.id, rule: { ...rule, name: 'Silent' }, key: key() });
    const status = await until('it to fire', async () => {
      const one = await stateOf(saved.id);
      return one?.state === 'firing' && one;
    });
    expect(status.silence).toMatchObject({ reason: 'maintenance' });
    expect(await alerts.firing.query()).toBe(0);
    expect(calls).toHaveLength(before);
    await alerts.endSilence.mutate({ id: silence.id, key: key() });
    await until('the message', () => Promise.resolve(calls.length === before + 1));
    expect(await alerts.firing.query()).toBe(1);
    await alerts.removeRule.mutate({ id: saved.id, key: key() });
    await until('its end', async () => (await alerts.firing.query()) === 0);
    expect(await stateOf(saved.id)).toBeUndefined();
  });
});
