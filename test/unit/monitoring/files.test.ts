/** resources/monitoring is what scripts/make-monitoring.mjs makes, and asks for nothing that nobody exports. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Metric, metrics } from '../../../src/stack/telemetry/metric-list';
import { alertGroups } from '../../../src/stack/telemetry/monitoring/alert-rules';
import { dashboardQueries } from '../../../src/stack/telemetry/monitoring/dashboards';
import { monitoringFiles } from '../../../src/stack/telemetry/monitoring/files';

const dir = 'resources/monitoring';
const rules = alertGroups.flatMap((group) => [...group.rules]);

function seriesNames(known: Record<string, Metric>): string[] {
  return Object.entries(known).flatMap(([name, { kind }]) =>
    kind === 'histogram' ? ['_bucket', '_sum', '_count'].map((suffix) => name + suffix) : [name],
  );
}

/** Words of an expression that can only be names of series: those with an underscore that are no function of PromQL. */
function askedFor(expr: string): string[] {
  const functions = ['histogram_quantile', 'group_left', 'in_use', '__rate_interval'];
  const bare = expr.replaceAll(/\bby \([^)]*\)|"[^"]*"/g, '');
  return [...bare.matchAll(/\w*_\w*/g)].map(([word]) => word).filter((word) => !functions.includes(word));
}

describe(dir, () => {
  it('is what the script makes', () => {
    const made = monitoringFiles();
    const there = readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    expect(there.sort()).toEqual([...made.keys()].sort());
    for (const [name, text] of made)
      expect(
        readFileSync(path.join(dir, name), 'utf8'),
        `${name}: run node scripts/make-monitoring.mjs`,
      ).toBe(text);
  });

  it('has dashboards that ask for exported metrics only', () => {
    const exported = seriesNames(metrics);
    expect(dashboardQueries.flatMap(askedFor).filter((name) => !exported.includes(name))).toEqual([]);
  });

  it('has rules that ask for exported metrics only', () => {
    const known = seriesNames(metrics);
    expect(rules.flatMap(({ expr }) => askedFor(expr)).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('shows every metric on some dashboard, but for the version', () => {
    const shown = dashboardQueries.flatMap(askedFor);
    const hidden = Object.entries(metrics).filter(
      ([name]) => !shown.some((word) => word === name || word.startsWith(`${name}_`)),
    );
    expect(hidden.map(([name]) => name)).toEqual([
      'redis_connected_clients',
      'redis_aof_enabled',
      'flightline_build_info',
      'flightline_process_jobs_done_total',
    ]);
  });

  it('has the six rules of the older guide', () => {
    expect(alertGroups[0].rules.map(({ name }) => name)).toEqual([
      'DeadLetterQueueDeep',
      'JobLatencyHigh',
      'SearchLatencyHigh',
      'DatabasePoolExhausted',
      'WorkerCrashRateHigh',
      'VlmFailureRateHigh',
    ]);
  });

  it('names limits of latencies that are edges of their buckets, so that the rules are exact', () => {
    expect(metrics.job_processing_duration_seconds.edgesS).toContain(10);
    expect(metrics.search_duration_seconds.edgesS).toContain(0.5);
  });
});
