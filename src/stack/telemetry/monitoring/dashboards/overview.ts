/** How the whole is doing. */
import type { Panel } from '../panels';
import { failureShare, one, quantiles, rate } from './queries';

export const overview: readonly Panel[] = [
  {
    title: 'Jobs in the queues',
    unit: 'short',
    width: 4,
    kind: 'stat',
    queries: one('sum(queue_depth)', ''),
  },
  { title: 'Dead letters', unit: 'short', width: 4, kind: 'stat', queries: one('dlq_depth', '') },
  {
    title: 'Ready engine processes',
    unit: 'short',
    width: 4,
    kind: 'stat',
    queries: one('active_workers', ''),
  },
  {
    title: 'Jobs that ended in 5 minutes',
    unit: 'short',
    width: 4,
    kind: 'stat',
    queries: one('sum(increase(jobs_processed_total[5m]))', ''),
  },
  {
    title: 'Space left for files',
    unit: 'bytes',
    width: 4,
    kind: 'stat',
    queries: one('flightline_storage_free_bytes', ''),
  },
  {
    title: 'Time since the start',
    unit: 's',
    width: 4,
    kind: 'stat',
    queries: one('time() - flightline_start_time_seconds', ''),
  },
  {
    title: 'Request rate',
    unit: 'reqps',
    width: 12,
    queries: [
      { expr: rate('ingest_requests_total', 'via'), legend: 'files, by {{via}}' },
      { expr: rate('http_requests_total', 'service'), legend: 'HTTP, {{service}}' },
    ],
  },
  {
    title: 'Latency of HTTP requests',
    unit: 's',
    width: 12,
    queries: [
      ...quantiles('http_request_duration_seconds'),
      {
        expr: `histogram_quantile(0.95, ${rate('http_request_duration_seconds_bucket{endpoint="/api/v1/ingest"}', 'le')})`,
        legend: 'p95 of ingest',
      },
    ],
  },
  {
    title: 'Time of searches over media',
    unit: 's',
    width: 12,
    queries: quantiles('search_duration_seconds'),
  },
  {
    title: 'Calls of the vision model',
    unit: 'reqps',
    width: 12,
    queries: one(rate('vlm_requests_total', 'status'), '{{status}}'),
  },
  {
    title: 'Jobs that failed',
    unit: 'percentunit',
    width: 12,
    queries: one(failureShare, 'share of jobs that ended'),
  },
  {
    title: 'HTTP requests that failed',
    unit: 'reqps',
    width: 12,
    queries: one(rate('http_requests_total{status=~"[45].."}', 'service, status'), '{{service}} {{status}}'),
  },
];
