/** The figures of a range as CSV (RFC 4180): a row each bucket, a column each series. */
import { metricCharts } from '#contract/metric-charts';
import type { MetricRange } from '#contract/metrics';

/** Units of columns, by the part of an id before the `:`. */
const units = new Map(
  metricCharts.flatMap(({ unit, series }) => series.map(({ id }) => [id, unit] as const)),
);

export function rangeToCsv({ at, spanMs, series }: MetricRange): string {
  const known = series.filter(({ values }) => values.some((value) => value !== null));
  const header = [
    'begin (UTC)',
    'measured (s)',
    ...known.map(({ id }) => `${id} (${units.get(id.split(':')[0] ?? '') ?? ''})`),
  ];
  const rows = at.map((begin, index) => [
    new Date(begin).toISOString(),
    String((spanMs[index] ?? 0) / 1000),
    ...known.map(({ values }) => String(values[index] ?? '')),
  ]);
  return [header, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n') + '\r\n';
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
