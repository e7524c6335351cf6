/** The four dashboards that the older file allocator's guide asks for. */
import { type Panel, type Query, dashboard } from './panels';

const rate = (series: string, by = '') =>
  `sum${by === '' ? '' : ` by (${by})`} (rate(${series}[$__rate_interval]))`;
const quantiles = (histogram: string, matchers = ''): Query[] =>
  [0.5, 0.95, 0.99].map((share) => ({
    expr: `histogram_quantile(${share}, ${rate(`${histogram}_bucket${matchers}`, 'le')})`,
    legend: `p${share * 100}`,
  }));
const one = (expr: string, legend: string): Query[] => [{ expr, legend }];
const failureShare = `${rate('jobs_processed_total{status="failure"}')} / ${rate('jobs_processed_total')}`;

const overview: readonly Panel[] = [
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

const jobs: readonly Panel[] = [
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

const database: readonly Panel[] = [
  {
    title: 'Connection pool of the gateway',
    unit: 'short',
    width: 12,
    queries: [
      { expr: 'database_pool_connections', legend: '{{state}}' },
      { expr: 'database_pool_max_connections', legend: 'most' },
      { expr: 'database_pool_waiting_requests', legend: 'statements that wait' },
    ],
  },
  {
    title: 'Time of statements and transactions',
    unit: 's',
    width: 12,
    queries: quantiles('database_query_duration_seconds'),
  },
  {
    title: 'Statements and transactions',
    unit: 'ops',
    width: 12,
    queries: [
      { expr: rate('database_query_duration_seconds_count'), legend: 'all' },
      {
        expr: `${rate('database_query_duration_seconds_count')} - ${rate('database_query_duration_seconds_bucket{le="1"}')}`,
        legend: 'longer than 1 s',
      },
    ],
  },
  {
    title: 'Size of the database',
    unit: 'bytes',
    width: 12,
    queries: one('database_size_bytes', 'bytes'),
  },
  {
    title: 'Memory of Redis',
    unit: 'bytes',
    width: 12,
    queries: [
      { expr: 'redis_memory_used_bytes', legend: 'given out' },
      { expr: 'redis_memory_used_rss_bytes', legend: 'resident' },
      { expr: 'redis_memory_max_bytes > 0', legend: 'limit' },
    ],
  },
  {
    title: 'Commands of Redis',
    unit: 'ops',
    width: 12,
    queries: one(rate('redis_commands_processed_total'), 'commands'),
  },
  {
    title: 'Append-only file of Redis',
    unit: 'bytes',
    width: 12,
    queries: one('redis_aof_current_size_bytes', 'size'),
  },
  {
    title: 'Health of Redis and the database',
    unit: 'short',
    width: 12,
    queries: [
      { expr: 'database_up', legend: 'database answers' },
      { expr: 'redis_up', legend: 'Redis answers' },
      { expr: 'redis_aof_last_write_status', legend: 'log written' },
      { expr: 'redis_aof_last_bgrewrite_status', legend: 'log rewritten' },
    ],
  },
];

const system: readonly Panel[] = [
  {
    title: 'CPU of the machine',
    unit: 'percentunit',
    width: 12,
    queries: one(
      `sum by (mode) (rate(flightline_host_cpu_seconds_total{mode!="idle"}[$__rate_interval])) / on () group_left flightline_host_cpus`,
      '{{mode}}',
    ),
  },
  {
    title: 'CPU of the processes, in cores',
    unit: 'short',
    width: 12,
    queries: [
      { expr: 'flightline_process_cpu_cores', legend: '{{process}}' },
      {
        expr: `${rate('redis_cpu_sys_seconds_total')} + ${rate('redis_cpu_user_seconds_total')}`,
        legend: 'redis',
      },
    ],
  },
  {
    title: 'Memory of the machine',
    unit: 'bytes',
    width: 12,
    queries: [
      { expr: 'flightline_host_memory_total_bytes - flightline_host_memory_available_bytes', legend: 'used' },
      { expr: 'flightline_host_memory_total_bytes', legend: 'all' },
    ],
  },
  {
    title: 'Memory of the processes',
    unit: 'bytes',
    width: 12,
    queries: [
      { expr: 'flightline_process_resident_memory_bytes', legend: '{{process}}' },
      { expr: 'redis_memory_used_rss_bytes', legend: 'redis' },
    ],
  },
  {
    title: 'Stored files',
    unit: 'bytes',
    width: 12,
    queries: [
      { expr: 'flightline_storage_used_bytes', legend: 'used' },
      { expr: 'flightline_storage_free_bytes', legend: 'free' },
      { expr: 'flightline_storage_quota_bytes', legend: 'quota' },
    ],
  },
  {
    title: 'Network',
    unit: 'Bps',
    width: 12,
    queries: one(rate('flightline_host_network_bytes_total', 'direction'), '{{direction}}'),
  },
  {
    title: 'Delay of the event loops',
    unit: 's',
    width: 12,
    queries: one('flightline_process_loop_delay_seconds', '{{process}}'),
  },
  {
    title: 'Restarts in 5 minutes, processes that are not ready',
    unit: 'short',
    width: 12,
    queries: [
      { expr: 'increase(flightline_process_restarts_total[5m])', legend: '{{process}}' },
      { expr: 'count(flightline_process_up == 0) or vector(0)', legend: 'not ready' },
    ],
  },
];

export const dashboards = {
  overview: dashboard('flightline-overview', 'Flightline: Overview', overview),
  'job-processing': dashboard('flightline-jobs', 'Flightline: Job processing', jobs),
  database: dashboard('flightline-database', 'Flightline: Database', database),
  system: dashboard('flightline-system', 'Flightline: System', system),
};

/** Every expression that a panel asks, for those who check them. */
export const dashboardQueries: readonly string[] = [overview, jobs, database, system].flatMap((panels) =>
  panels.flatMap(({ queries }) => queries.map(({ expr }) => expr)),
);
