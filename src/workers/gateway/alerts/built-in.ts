/** Rules that come with Flightline: the six of the older file allocator's guide, with its limits, and what stops all work. */
import type { AlertRuleInput } from '#contract/alerts';

const rule = (
  input: Pick<AlertRuleInput, 'name' | 'series' | 'threshold' | 'action'> & Partial<AlertRuleInput>,
): AlertRuleInput => ({
  engine: null,
  comparison: 'above',
  windowS: 5,
  forS: 60,
  severity: 'warning',
  enabled: true,
  ...input,
});

export const builtInRules: Readonly<Record<string, AlertRuleInput>> = {
  'dead-letters': rule({
    name: 'Many dead letters',
    series: 'letters',
    threshold: 10,
    action: 'Open Failed: retry what can work now, discard the rest.',
  }),
  'job-latency': rule({
    name: 'Jobs run long',
    series: 'jobs.run.p95',
    threshold: 10_000,
    windowS: 300,
    action: 'Look at Runs, longest first: a large file, a slow disk, or too many processes for the cores.',
  }),
  'search-latency': rule({
    name: 'Search is slow',
    series: 'search.p95',
    threshold: 500,
    windowS: 300,
    action: 'Look at the load of the database and of the engine processes.',
  }),
  'connection-pool': rule({
    name: 'Connection pool exhausted',
    series: 'database.demand',
    threshold: 1,
    severity: 'critical',
    action: 'See under Metrics which statements take long; restart the gateway if they hang.',
  }),
  'worker-crashes': rule({
    name: 'Workers crash',
    series: 'workers.crashRate',
    threshold: 0.05,
    windowS: 300,
    forS: 10,
    severity: 'critical',
    action: 'Open Workers for the reason, and Failed for jobs that were set aside as poison.',
  }),
  'vision-model': rule({
    name: 'Vision model fails',
    series: 'vlm.failureRate',
    threshold: 0.2,
    windowS: 300,
    action: 'Check the key, the quota and the network; files are named without it meanwhile.',
  }),
  'no-workers': rule({
    name: 'No worker is ready',
    series: 'workers.ready',
    comparison: 'below',
    threshold: 1,
    severity: 'critical',
    action: 'Open Workers: it says why, and restarts them.',
  }),
  'redis-down': rule({
    name: 'Redis does not answer',
    series: 'redis.up',
    comparison: 'below',
    threshold: 0.5,
    forS: 10,
    severity: 'critical',
    action:
      'Open Workers: is redis ready? With REDIS_URL: does that server answer? Accepted files wait in the journal.',
  }),
  'disk-space': rule({
    name: 'Little room for files',
    series: 'disk.free',
    comparison: 'below',
    threshold: 1024 ** 3,
    action: 'Make room on the disk of the data directory.',
  }),
};
