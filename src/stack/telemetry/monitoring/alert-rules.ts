/** Alert rules for Prometheus: the six of the older file allocator's guide, and those that an operator of Flightline needs. */

/** Series of one trial and how they go on, in promtool's notation: `0+2x10` is 0, 2, 4 … 20, a value each 15 s. */
type Series = Readonly<Record<string, string>>;

export interface AlertRule {
  name: string;
  expr: string;
  /** So long it must hold before it fires, seconds. */
  holdS: number;
  severity: 'warning' | 'critical';
  summary: string;
  /** What to do. */
  action: string;
  /** Series of ten minutes after which it fires, and others that come close and leave it silent. */
  trial: {
    fires: Series;
    silent: Series;
    /** That the alert takes over from its series. */
    labels?: Readonly<Record<string, string>>;
  };
}

const p95 = (histogram: string) => `histogram_quantile(0.95, sum by (le) (rate(${histogram}_bucket[5m])))`;
const share = (part: string, whole: string) => `sum(increase(${part}[5m])) / sum(increase(${whole}[5m]))`;

/** Of the guide, with its limits. */
const original: readonly AlertRule[] = [
  {
    name: 'DeadLetterQueueDeep',
    expr: 'dlq_depth > 10',
    holdS: 60,
    severity: 'warning',
    summary: 'More than ten jobs failed for good and wait for somebody.',
    action: 'Open Failed in the console: retry what can work now, discard the rest.',
    trial: { fires: { dlq_depth: '11x40' }, silent: { dlq_depth: '10x40' } },
  },
  {
    name: 'JobLatencyHigh',
    expr: `${p95('job_processing_duration_seconds')} > 10`,
    holdS: 300,
    severity: 'warning',
    summary: 'One job in twenty runs longer than ten seconds.',
    action: 'Look at Runs, longest first: a large file, a slow disk, or too many processes for the cores.',
    trial: {
      fires: {
        'job_processing_duration_seconds_bucket{le="10"}': '0+94x40',
        'job_processing_duration_seconds_bucket{le="30"}': '0+100x40',
        'job_processing_duration_seconds_bucket{le="+Inf"}': '0+100x40',
      },
      silent: {
        'job_processing_duration_seconds_bucket{le="10"}': '0+96x40',
        'job_processing_duration_seconds_bucket{le="30"}': '0+100x40',
        'job_processing_duration_seconds_bucket{le="+Inf"}': '0+100x40',
      },
    },
  },
  {
    name: 'SearchLatencyHigh',
    expr: `${p95('search_duration_seconds')} > 0.5`,
    holdS: 300,
    severity: 'warning',
    summary: 'One search in twenty takes longer than half a second.',
    action: 'Look at the load of the database and of the engine processes.',
    trial: {
      fires: {
        'search_duration_seconds_bucket{le="0.5"}': '0+94x40',
        'search_duration_seconds_bucket{le="1"}': '0+100x40',
        'search_duration_seconds_bucket{le="+Inf"}': '0+100x40',
      },
      silent: {
        'search_duration_seconds_bucket{le="0.5"}': '0+96x40',
        'search_duration_seconds_bucket{le="1"}': '0+100x40',
        'search_duration_seconds_bucket{le="+Inf"}': '0+100x40',
      },
    },
  },
  {
    name: 'DatabasePoolExhausted',
    expr: [
      'database_pool_connections{state="in_use"} >= ignoring(state) database_pool_max_connections',
      'and ignoring(state) database_pool_waiting_requests > 0',
    ].join(' '),
    holdS: 60,
    severity: 'critical',
    summary: 'Every connection to the database is in use and others wait for one.',
    action: 'See which statements take long on the dashboard Database; restart the gateway if they hang.',
    trial: {
      fires: {
        'database_pool_connections{state="in_use"}': '8x40',
        database_pool_max_connections: '8x40',
        database_pool_waiting_requests: '3x40',
      },
      silent: {
        'database_pool_connections{state="in_use"}': '8x40',
        database_pool_max_connections: '8x40',
        database_pool_waiting_requests: '0x40',
      },
    },
  },
  {
    name: 'WorkerCrashRateHigh',
    // Crashes without any job that ends are a division by zero: +Inf, which is above the limit as it should be.
    expr: `${share('worker_crashes_total', 'jobs_processed_total')} > 0.05`,
    holdS: 60,
    severity: 'critical',
    summary: 'Engine processes crash more often than once in twenty jobs.',
    action: 'Open Processes for the reason and Failed for jobs that were set aside as poison.',
    trial: {
      fires: {
        worker_crashes_total: '0+6x40',
        'jobs_processed_total{status="success"}': '0+90x40',
        'jobs_processed_total{status="failure"}': '0+10x40',
      },
      silent: {
        worker_crashes_total: '0+4x40',
        'jobs_processed_total{status="success"}': '0+90x40',
        'jobs_processed_total{status="failure"}': '0+10x40',
      },
    },
  },
  {
    name: 'VlmFailureRateHigh',
    expr: `${share('vlm_requests_total{status="failure"}', 'vlm_requests_total')} > 0.2`,
    holdS: 60,
    severity: 'warning',
    summary: 'More than one call of the vision model in five fails.',
    action: 'Check the key, the quota and the network; files are named without it meanwhile.',
    trial: {
      fires: {
        'vlm_requests_total{status="success"}': '0+79x40',
        'vlm_requests_total{status="failure"}': '0+21x40',
      },
      silent: {
        'vlm_requests_total{status="success"}': '0+81x40',
        'vlm_requests_total{status="failure"}': '0+19x40',
      },
    },
  },
];

const own: readonly AlertRule[] = [
  {
    name: 'FlightlineDown',
    expr: 'up{job="flightline"} == 0',
    holdS: 60,
    severity: 'critical',
    summary: 'Flightline does not answer.',
    action: 'Start it again; the runbook tells what to look at when it does not start.',
    trial: {
      fires: { 'up{job="flightline"}': '0x40' },
      silent: { 'up{job="flightline"}': '1x40' },
      labels: { job: 'flightline' },
    },
  },
  {
    name: 'NoWorkers',
    expr: 'active_workers == 0',
    holdS: 60,
    severity: 'critical',
    summary: 'No engine process is ready, so nothing is worked on.',
    action: 'Open Processes: it says why, and restarts them.',
    trial: { fires: { active_workers: '0x40' }, silent: { active_workers: '1x40' } },
  },
  {
    name: 'DatabaseDown',
    expr: 'database_up == 0',
    holdS: 60,
    severity: 'critical',
    summary: 'The database does not answer.',
    action: 'Open Processes: is the store ready? With DATABASE_URL: does that server answer?',
    trial: { fires: { database_up: '0x40' }, silent: { database_up: '1x40' } },
  },
  {
    name: 'RedisDown',
    expr: 'redis_up == 0',
    holdS: 60,
    severity: 'critical',
    summary: 'Redis does not answer; accepted files wait in the journal.',
    action: 'Open Processes: is redis ready? With REDIS_URL: does that server answer?',
    trial: { fires: { redis_up: '0x40' }, silent: { redis_up: '1x40' } },
  },
  {
    name: 'RedisMemoryHigh',
    expr: 'redis_memory_used_bytes / (redis_memory_max_bytes > 0) > 0.8',
    holdS: 60,
    severity: 'warning',
    summary: 'Redis has given out more than 80 % of its memory; at 100 % it takes no more jobs.',
    action: 'Let the queues drain, or raise redisMaxMemoryMb.',
    trial: {
      fires: { redis_memory_used_bytes: '81x40', redis_memory_max_bytes: '100x40' },
      silent: { redis_memory_used_bytes: '81x40', redis_memory_max_bytes: '0x40' },
    },
  },
  {
    name: 'RedisLogFailing',
    expr: 'redis_aof_enabled == 1 and (redis_aof_last_write_status == 0 or redis_aof_last_bgrewrite_status == 0)',
    holdS: 60,
    severity: 'critical',
    summary: 'Redis cannot write its append-only file.',
    action: 'Make room on its disk; until then it refuses writes.',
    trial: {
      fires: {
        redis_aof_enabled: '1x40',
        redis_aof_last_write_status: '0x40',
        redis_aof_last_bgrewrite_status: '1x40',
      },
      silent: {
        redis_aof_enabled: '1x40',
        redis_aof_last_write_status: '1x40',
        redis_aof_last_bgrewrite_status: '1x40',
      },
    },
  },
  {
    name: 'StorageNearlyFull',
    expr: 'flightline_storage_free_bytes < 1073741824 or flightline_storage_used_bytes > 0.95 * flightline_storage_quota_bytes',
    holdS: 60,
    severity: 'warning',
    summary: 'Less than 1 GiB is left for files, or 95 % of their quota is used.',
    action: 'Make room on the disk of the data directory, or raise quotaBytes.',
    trial: {
      fires: { flightline_storage_free_bytes: '1073741823x40' },
      silent: {
        flightline_storage_free_bytes: '1073741824x40',
        flightline_storage_used_bytes: '95x40',
        flightline_storage_quota_bytes: '100x40',
      },
    },
  },
];

export const alertGroups = [
  { name: 'flightline-original', rules: original },
  { name: 'flightline', rules: own },
] as const;
