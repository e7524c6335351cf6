/** Alerts: rules, silences, history, webhooks. */
import type { AlertRuleInput, SilenceInput, WebhookInput } from '#contract/alerts';
import { FlightlineError } from '#contract/errors';
import type { Services } from '#contract/services';
import * as stored from '../../../stack/database/alerts';
import type { Alerts } from '../alerts/start-alerts';
import { checkedWebhookUrl } from '../alerts/webhook-url';
import type { GatewayParts } from '../parts';

export function createAlertService(
  { acts, database, engines }: GatewayParts,
  { book, watch, webhooks }: Alerts,
): Services['alerts'] {
  const saveRule = acts.define(
    'alerts.save-rule',
    async ({ id, rule }: { id: string; rule: AlertRuleInput }, change) => {
      change.before = book.rule(id);
      const saved = await book.saveRule(id, rule);
      change.after = saved;
      return saved;
    },
  );
  const removeRule = acts.define(
    'alerts.remove-rule',
    async ({ id }: { id: string; name: string }, change) => {
      change.before = book.rule(id);
      await book.removeRule(id);
      change.after = book.rule(id);
      return null;
    },
  );
  const silence = acts.define(
    'alerts.silence',
    ({ id, silence: input, actor }: { id: string; silence: SilenceInput; actor: string; name: string }) =>
      book.silence(id, input, { actor, at: Date.now() }),
  );
  const endSilence = acts.define('alerts.end-silence', async ({ id }: { id: string }) => {
    await book.endSilence(id);
    return null;
  });
  const saveWebhook = acts.define(
    'alerts.save-webhook',
    async ({ id, webhook }: { id: string; webhook: WebhookInput; name: string }) => {
      const { secret: _secret, ...saved } = await webhooks.save(id, webhook);
      return saved;
    },
  );
  const removeWebhook = acts.define('alerts.remove-webhook', async ({ id }: { id: string }) => {
    await webhooks.remove(id);
    return null;
  });
  const testWebhook = acts.defineFleeting('alerts.test-webhook', ({ id, key }: { id: string; key: string }) =>
    webhooks.test(id, key),
  );

  return {
    list: () => Promise.resolve(watch.list(Date.now())),
    firing: () => Promise.resolve(watch.firing(Date.now())),
    incidents: (query) => stored.incidents(database, query),
    async saveRule(id, rule, by) {
      if (id !== null) book.known(id);
      if (rule.engine !== null && !engines.some(({ name }) => name === rule.engine))
        throw new FlightlineError('NOT_FOUND', `There is no engine named ${rule.engine}.`);
      return saveRule({ id: id ?? idOf('rule', by.key), rule }, by);
    },
    async removeRule(id, by) {
      return removeRule({ id, name: book.known(id).name }, by);
    },
    async silence(input, by) {
      const name = input.ruleId === null ? 'all alerts' : book.known(input.ruleId).name;
      return silence({ id: idOf('silence', by.key), silence: input, actor: by.actor, name }, by);
    },
    endSilence: (id, by) => endSilence({ id }, by),
    webhooks: () => webhooks.list(),
    async saveWebhook(id, webhook, by) {
      checkedWebhookUrl(webhook.url);
      if (id !== null) await webhooks.get(id);
      const saved = await saveWebhook({ id: id ?? idOf('hook', by.key), webhook, name: webhook.name }, by);
      return webhooks.get(saved.id);
    },
    async removeWebhook(id, by) {
      await webhooks.get(id);
      return removeWebhook({ id }, by);
    },
    testWebhook: (id, by) => testWebhook({ id, key: by.key }, by),
    deliveries: () => webhooks.deliveries(),
  };
}

/** From the act's key, so that a repeated request means the same thing. */
function idOf(kind: string, key: string): string {
  return `${kind}-${key.replaceAll('-', '').slice(0, 16)}`;
}
