/** An alert in one sentence, for notifications and webhooks. */
import type { AlertComparison, AlertIncident } from '#contract/alerts';
import { watchable } from '#contract/metric-charts';
import type { MetricUnit } from '#contract/metric-series';

const words: Record<AlertComparison, string> = {
  above: 'above',
  atLeast: 'at least',
  below: 'below',
  atMost: 'at most',
};

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function withUnit(value: number, unit: MetricUnit): string {
  switch (unit) {
    case 'ms':
      return value >= 1000 ? `${short(value / 1000)} s` : `${short(value)} ms`;
    case 'bytes':
      return `${short(value / 1024 ** 2)} MiB`;
    case 'bytesPerSecond':
      return `${short(value / 1024 ** 2)} MiB/s`;
    case 'share':
    case 'cores':
      return `${short(value * 100)} %`;
    case 'perSecond':
      return `${short(value)}/s`;
    case 'count':
      return short(value);
  }
}

/** `Run p95 is 12 s; the limit is above 10 s.` */
export function sentenceOf(incident: AlertIncident): string {
  const watched = watchable.get(incident.series);
  const unit = watched?.chart.unit ?? 'count';
  const name = watched ? `${watched.chart.title}, ${watched.series.label}` : incident.series;
  const of = incident.engine === null ? '' : ` of ${incident.engine}`;
  if (incident.resolvedAt !== null) {
    const minutes = Math.max(1, Math.round((incident.resolvedAt - incident.firedAt) / 60_000));
    const worst = incident.peak === null ? '' : `; the worst was ${withUnit(incident.peak, unit)}`;
    return `${name}${of}: well again after ${minutes} min${worst}.`;
  }
  const value = incident.value === null ? 'unknown' : withUnit(incident.value, unit);
  const limit = `${words[incident.comparison]} ${withUnit(incident.threshold, unit)}`;
  return `${name}${of}: ${value}; it alerts ${limit}.`;
}
