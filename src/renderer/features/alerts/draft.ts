/** What the editor of a rule holds: the limit as people write it, in seconds, per cent or MiB. */
import type { AlertRuleInput } from '#contract/alerts';
import type { MetricUnit } from '#contract/metric-series';
import { unitOf } from './words';

export interface Draft extends Omit<AlertRuleInput, 'threshold'> {
  limit: string;
}

const mib = 1024 * 1024;

/** Shown unit, and how many of the series' own units it is. */
export const shownUnits: Record<MetricUnit, { label: string; factor: number }> = {
  count: { label: '', factor: 1 },
  perSecond: { label: 'per second', factor: 1 },
  ms: { label: 'ms', factor: 1 },
  bytes: { label: 'MiB', factor: mib },
  bytesPerSecond: { label: 'MiB/s', factor: mib },
  share: { label: '%', factor: 0.01 },
  cores: { label: '% of one core', factor: 0.01 },
};

const fresh: Draft = {
  name: '',
  series: 'letters',
  engine: null,
  comparison: 'above',
  limit: '',
  windowS: 5,
  forS: 60,
  severity: 'warning',
  action: '',
  enabled: true,
};

export function draftOf(rule: AlertRuleInput | null): Draft {
  if (!rule) return fresh;
  const { name, series, engine, comparison, threshold, windowS, forS, severity, action, enabled } = rule;
  const limit = String(Number((threshold / shownUnits[unitOf(series)].factor).toPrecision(12)));
  return { name, series, engine, comparison, limit, windowS, forS, severity, action, enabled };
}

/** @returns a sentence when something is missing */
export function inputOf({ limit, ...draft }: Draft): AlertRuleInput | string {
  const value = Number(limit.replace(',', '.'));
  if (draft.name.trim() === '') return 'It needs a name.';
  if (limit.trim() === '' || !Number.isFinite(value)) return 'The limit is a number.';
  const { factor } = shownUnits[unitOf(draft.series)];
  return { ...draft, threshold: Number((value * factor).toPrecision(12)) };
}
