/** How figures of each unit of the metrics are written. */
import type { MetricUnit } from '#contract/metric-series';
import { formatByteRate, formatBytes, formatDuration, formatNumber, formatPercent } from './format';

/** Small numbers need digits, large ones do not. */
function digitsFor(value: number): number {
  if (value === 0 || Math.abs(value) >= 100 || Number.isInteger(value)) return 0;
  if (Math.abs(value) >= 10) return 1;
  return Math.abs(value) >= 1 ? 2 : Math.min(5, 1 - Math.floor(Math.log10(Math.abs(value))));
}

const formats: Record<MetricUnit, (value: number) => string> = {
  count: (value) => formatNumber(value, digitsFor(value)),
  perSecond: (value) => formatNumber(value, digitsFor(value), '/s'),
  ms: formatDuration,
  bytes: formatBytes,
  bytesPerSecond: formatByteRate,
  share: (value) => formatPercent(value, value > 0 && value < 0.1 ? 1 : 0),
  cores: (value) => formatPercent(value),
};

export function formatMetric(unit: MetricUnit): (value: number) => string {
  return formats[unit];
}

/** Beside the title, where the figures do not say it. */
export const unitNotes: Record<MetricUnit, string> = {
  count: '',
  perSecond: '',
  ms: '',
  bytes: '',
  bytesPerSecond: '',
  share: '',
  cores: 'of one core',
};
