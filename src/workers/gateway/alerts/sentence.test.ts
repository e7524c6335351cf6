import { expect, it } from 'vitest';
import type { AlertIncident } from '#contract/alerts';
import { sentenceOf } from './sentence';

const incident: AlertIncident = {
  id: 'i',
  ruleId: 'r',
  name: 'n',
  severity: 'warning',
  series: 'jobs.run.p95',
  engine: 'xcmetrics',
  comparison: 'above',
  threshold: 10_000,
  beganAt: 0,
  firedAt: 0,
  resolvedAt: null,
  notifiedAt: null,
  value: 12_345,
  peak: 20_000,
};

it.each<[Partial<AlertIncident>, string]>([
  [{}, 'Run, p95 of xcmetrics: 12.3 s; it alerts above 10 s.'],
  [
    { series: 'workers.crashRate', engine: null, threshold: 0.05, value: 0.5 },
    'Worker crashes, crashes of jobs that ended: 50 %; it alerts above 5 %.',
  ],
  [
    { series: 'disk.free', engine: null, comparison: 'below', threshold: 1024 ** 3, value: 5 * 1024 ** 2 },
    'Disk, free: 5 MiB; it alerts below 1020 MiB.',
  ],
  [{ resolvedAt: 300_000 }, 'Run, p95 of xcmetrics: well again after 5 min; the worst was 20 s.'],
])('says %j', (change, sentence) => {
  expect(sentenceOf({ ...incident, ...change })).toBe(sentence);
});
