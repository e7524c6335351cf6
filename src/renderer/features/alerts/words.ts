/** Alerts in words: states, comparisons, limits with their units. */
import type { AlertComparison, AlertRuleInput, AlertSeverity, AlertState } from '#contract/alerts';
import { watchable } from '#contract/metric-charts';
import type { MetricUnit } from '#contract/metric-series';
import { formatMetric } from '../../ui/metric-units';

export const comparisonWords: Record<AlertComparison, string> = {
  above: 'above',
  atLeast: 'at least',
  below: 'below',
  atMost: 'at most',
};

export const stateWords: Record<AlertState, string> = {
  firing: 'firing',
  pending: 'pending',
  resolved: 'resolved',
  ok: 'ok',
  'no-data': 'no data',
  off: 'off',
};

export const severityColors: Record<AlertSeverity, string> = {
  info: 'flight',
  warning: 'yellow',
  critical: 'red',
};

export function unitOf(series: string): MetricUnit {
  return watchable.get(series)?.chart.unit ?? 'count';
}

export function figureName(series: string): string {
  const found = watchable.get(series);
  return found ? `${found.chart.title}: ${found.series.label}` : series;
}

export function formatFigure(series: string, value: number | null): string {
  return value === null ? '–' : formatMetric(unitOf(series))(value);
}

/** `Run: p95 of xcmetrics above 10 s for 5 min` */
export function conditionText(
  rule: Pick<AlertRuleInput, 'series' | 'engine' | 'comparison' | 'threshold'>,
): string {
  const of = rule.engine === null ? '' : ` of ${rule.engine}`;
  const limit = formatFigure(rule.series, rule.threshold);
  return `${figureName(rule.series)}${of} ${comparisonWords[rule.comparison]} ${limit}`;
}
