/** What the engines work through. */
import type { Panel } from '../panels';
import { one, quantiles, rate } from './queries';

export const jobs: readonly Panel[] = [
  {
    title: 'Queue depth by state',
    unit: 'short',
    width: 12,
    queries: one('sum by (state) (queue_depth)', '{{state}}'),
  },
  {
    title: 'Queue depth by engine and lane',
    unit: 'short',
    width: 12,
    queries: one('sum by (engine, lane) (queue_depth)', '{{engine}} {{lane}}'),
  },
  {
    title: 'Processing time',
    unit: 's',
    width: 12,
    queries: quantiles('job_processing_duration_seconds'),
  },
  { title: 'Wait before the start', unit: 's', width: 12, queries: quantiles('job_wait_duration_seconds') },
  {
    title: 'Jobs accepted and ended',
    unit: 'ops',
    width: 12,
    queries: [
      { expr: rate('jobs_accepted_total'), legend: 'accepted' },
      { expr: rate('jobs_processed_total', 'status'), legend: '{{status}}' },
      { expr: rate('job_retries_total'), legend: 'tried again' },
    ],
  },
  {
    title: 'Dead letters',
    unit: 'short',
    width: 12,
    queries: one('dlq_depth', 'letters'),
  },
  {
    title: 'Workers',
    unit: 'short',
    width: 12,
    queries: [
      { expr: 'active_workers', legend: 'ready' },
      { expr: 'count(flightline_process_jobs_running > 0) or vector(0)', legend: 'with work' },
      { expr: 'sum(flightline_process_jobs_running)', legend: 'jobs that run' },
    ],
  },
  {
    title: 'Crashes of engine processes',
    unit: 'short',
    width: 12,
    queries: one('increase(worker_crashes_total[5m])', 'in 5 minutes'),
  },
];
