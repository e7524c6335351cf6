/** Alerts: rules, silences, history, webhooks. */
import { z } from 'zod';
import { AlertIncidentQuery, AlertRuleInput, SilenceInput, WebhookInput } from '../alerts';
import { actOf, id, keyed, one, query, t } from './procedures';

const ruleId = z.string().min(1).max(100).nullable();

export const alerts = t.router({
  list: query.query(({ ctx }) => ctx.services.alerts.list()),
  firing: query.query(({ ctx }) => ctx.services.alerts.firing()),
  incidents: query.input(AlertIncidentQuery).query(({ ctx, input }) => ctx.services.alerts.incidents(input)),
  saveRule: query
    .input(z.object({ id: ruleId, rule: AlertRuleInput, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.alerts.saveRule(input.id, input.rule, actOf(ctx, input))),
  removeRule: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.alerts.removeRule(input.id, actOf(ctx, input))),
  silence: query
    .input(z.object({ silence: SilenceInput, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.alerts.silence(input.silence, actOf(ctx, input))),
  endSilence: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.alerts.endSilence(input.id, actOf(ctx, input))),
  webhooks: query.query(({ ctx }) => ctx.services.alerts.webhooks()),
  saveWebhook: query
    .input(z.object({ id: id.nullable(), webhook: WebhookInput, ...keyed }))
    .mutation(({ ctx, input }) =>
      ctx.services.alerts.saveWebhook(input.id, input.webhook, actOf(ctx, input)),
    ),
  removeWebhook: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.alerts.removeWebhook(input.id, actOf(ctx, input))),
  testWebhook: query
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.alerts.testWebhook(input.id, actOf(ctx, input))),
  deliveries: query.query(({ ctx }) => ctx.services.alerts.deliveries()),
});
