/** Alerts: rules over the figures of the instance, what they say, silences, and who is told. */
import { z } from 'zod';
import { watchable } from './metric-charts';

export const AlertSeverity = z.enum(['info', 'warning', 'critical']);
export type AlertSeverity = z.infer<typeof AlertSeverity>;

export const AlertComparison = z.enum(['above', 'atLeast', 'below', 'atMost']);
export type AlertComparison = z.infer<typeof AlertComparison>;

export const AlertRuleInput = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    /** Id of a series of contract/metric-charts that alerts may watch. */
    series: z.string().refine((id) => watchable.has(id), { error: 'There is no such figure to watch.' }),
    /** Only the work of this engine; null for all. */
    engine: z.string().max(60).nullable(),
    comparison: AlertComparison,
    /** In the unit of the series: ms, bytes, per second, 0..1 of shares. */
    threshold: z.number(),
    /** The figure is taken over so many last seconds. */
    windowS: z.number().int().min(1).max(900),
    /** It fires when the condition held for so long without a break. */
    forS: z.number().int().min(0).max(86_400),
    severity: AlertSeverity,
    /** What to do. */
    action: z.string().trim().max(500),
    enabled: z.boolean(),
  })
  .refine(({ series, engine }) => engine === null || watchable.get(series)?.series.byEngine === true, {
    error: 'This figure does not know engines.',
    path: ['engine'],
  });
export type AlertRuleInput = z.infer<typeof AlertRuleInput>;

export interface AlertRule extends AlertRuleInput {
  id: string;
  /** Comes with Flightline; can be changed and reset, not removed. */
  builtIn: boolean;
  /** Built in, yet not as it came. */
  changed: boolean;
}

/** `off`: the rule is disabled. `no-data`: nothing measures its figure. */
export type AlertState = 'off' | 'no-data' | 'ok' | 'pending' | 'firing' | 'resolved';

export interface AlertSilence {
  id: string;
  /** Null for every rule. */
  ruleId: string | null;
  /** Ms since the epoch. */
  until: number;
  reason: string;
  actor: string;
  createdAt: number;
}

export interface AlertStatus {
  rule: AlertRule;
  state: AlertState;
  /** Since when it is in this state; null for `off` and `no-data`. */
  since: number | null;
  value: number | null;
  silence: AlertSilence | null;
}

export interface AlertIncident {
  id: string;
  ruleId: string;
  name: string;
  severity: AlertSeverity;
  series: string;
  engine: string | null;
  comparison: AlertComparison;
  threshold: number;
  beganAt: number;
  firedAt: number;
  /** Null while it fires. */
  resolvedAt: number | null;
  /** When consoles and webhooks were told; null while it is silenced. */
  notifiedAt: number | null;
  value: number | null;
  /** The worst value while it fired. */
  peak: number | null;
}

export interface AlertIncidentPage {
  rows: AlertIncident[];
  total: number;
}

export const AlertIncidentQuery = z.object({
  ruleId: z.string().max(100).optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(50),
});
export type AlertIncidentQuery = z.infer<typeof AlertIncidentQuery>;

export const SilenceInput = z.strictObject({
  ruleId: z.string().max(100).nullable(),
  /** Up to 30 days. */
  minutes: z.number().int().min(1).max(43_200),
  reason: z.string().trim().min(1).max(300),
});
export type SilenceInput = z.infer<typeof SilenceInput>;

export const WebhookInput = z.strictObject({
  name: z.string().trim().min(1).max(80),
  url: z.string().trim().min(1).max(2000),
  /** Alerts of lower severity are not sent. */
  leastSeverity: AlertSeverity,
  enabled: z.boolean(),
});
export type WebhookInput = z.infer<typeof WebhookInput>;

export interface Webhook extends WebhookInput {
  id: string;
  /** Signs what is sent (Standard Webhooks): `whsec_` and base64. */
  secret: string;
}

export interface WebhookDelivery {
  id: string;
  webhookId: string;
  event: 'alert.firing' | 'alert.resolved' | 'alert.test';
  /** The message in words: which alert, and why. */
  text: string;
  createdAt: number;
  attempts: number;
  /** When it is tried again; null when it is not. */
  nextAt: number | null;
  /** When it was taken; null when it was not. */
  doneAt: number | null;
  status: number | null;
  error: string | null;
}

export const severityRank: Record<AlertSeverity, number> = { info: 0, warning: 1, critical: 2 };
