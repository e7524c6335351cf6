/** Every metric of `GET /metrics`, once: the page, the dashboards, the alert rules and the docs follow from this list. */

export interface Metric {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper edges, seconds, rising; histograms only. Limits that alerts ask for are among them, so that they are exact. */
  readonly edgesS?: readonly number[];
}

const counter = <const L extends readonly string[] = []>(help: string, labels?: L) =>
  ({ kind: 'counter', help, labels: (labels ?? []) as L }) as const;
const gauge = <const L extends readonly string[] = []>(help: string, labels?: L) =>
  ({ kind: 'gauge', help, labels: (labels ?? []) as L }) as const;
const histogram = <const L extends readonly string[] = []>(
  help: string,
  edgesS: readonly number[],
  labels?: L,
) => ({ kind: 'histogram', help, edgesS, labels: (labels ?? []) as L }) as const;

const jobEdgesS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
const callEdgesS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];

/**
 * Names without prefix are those that the older services had, or that exporters made common (`http_…` as in the Prometheus
 * client's own examples, `redis_…` as in redis_exporter), so that dashboards people have go on working.
 */
export const metrics = {
  ingest_requests_total: counter('Requests that brought files, by the way they came', ['via']),
  jobs_accepted_total: counter('Jobs that were accepted as new work'),
  jobs_processed_total: counter('Jobs that ended', ['status']),
  job_retries_total: counter('Attempts that failed and are tried again'),
  job_processing_duration_seconds: histogram('Run time of attempts', jobEdgesS),
  job_wait_duration_seconds: histogram('Time between queue and start', jobEdgesS),
  queue_depth: gauge('Jobs by queue, its engine and lane, and state', ['queue', 'engine', 'lane', 'state']),
  dlq_depth: gauge('Dead letters'),
  active_workers: gauge('Engine processes that are ready, without the one for isolation'),
  worker_crashes_total: counter('Ends of engine processes that nobody asked for'),

  http_requests_total: counter('HTTP requests that were answered', [
    'service',
    'method',
    'endpoint',
    'status',
  ]),
  http_request_duration_seconds: histogram('Time until the answer was sent', callEdgesS, [
    'service',
    'endpoint',
  ]),

  search_duration_seconds: histogram('Time of a search over media', callEdgesS),
  vlm_requests_total: counter('Calls of the vision model that ended', ['status']),

  database_up: gauge('1 while the database answers'),
  database_pool_connections: gauge("Connections of the gateway's pool", ['state']),
  database_pool_max_connections: gauge("What the gateway's pool may open"),
  database_pool_waiting_requests: gauge("Statements that wait for a connection of the gateway's pool"),
  database_query_duration_seconds: histogram(
    'Time that a statement or a transaction of the gateway held its connection',
    callEdgesS,
  ),
  database_size_bytes: gauge('Size of the database on its disk'),

  redis_up: gauge('1 while Redis answers'),
  redis_connected_clients: gauge('Connections to Redis'),
  redis_memory_used_bytes: gauge('Memory that Redis gave out'),
  redis_memory_max_bytes: gauge('What Redis may give out; 0 is no limit'),
  redis_memory_used_rss_bytes: gauge('Memory of Redis as the system sees it'),
  redis_commands_processed_total: counter('Commands that Redis carried out'),
  redis_cpu_sys_seconds_total: counter('CPU time of Redis in the system'),
  redis_cpu_user_seconds_total: counter('CPU time of Redis in itself'),
  redis_aof_enabled: gauge('1 where Redis keeps its append-only file'),
  redis_aof_current_size_bytes: gauge('Size of the append-only file'),
  redis_aof_last_write_status: gauge('1 when the last write to the append-only file went well'),
  redis_aof_last_bgrewrite_status: gauge('1 when the last rewrite of the append-only file went well'),

  flightline_build_info: gauge('Always 1; the version is in the label', ['version']),
  flightline_start_time_seconds: gauge('When the gateway started, since the epoch'),
  flightline_process_up: gauge('1 while a process is ready', ['process', 'kind']),
  flightline_process_cpu_cores: gauge('CPU that a process uses, in cores', ['process']),
  flightline_process_resident_memory_bytes: gauge('Memory of a process', ['process']),
  flightline_process_loop_delay_seconds: gauge('Delay of the event loop, p99 of the last second', [
    'process',
  ]),
  flightline_process_restarts_total: counter('Starts again after an end that nobody asked for', ['process']),
  flightline_process_jobs_running: gauge('Jobs that an engine process works on', ['process']),
  flightline_process_jobs_done_total: counter('Jobs that ended in an engine process since its start', [
    'process',
  ]),

  flightline_storage_used_bytes: gauge('Bytes of the stored files'),
  flightline_storage_free_bytes: gauge('Bytes that the disk still has for files, without its reserve'),
  flightline_storage_quota_bytes: gauge('What the stored files may take; absent without a quota'),
  flightline_host_cpus: gauge('Logical processors of the machine'),
  flightline_host_cpu_seconds_total: counter('CPU time of the machine', ['mode']),
  flightline_host_memory_total_bytes: gauge('Memory of the machine'),
  flightline_host_memory_available_bytes: gauge('Memory that programs can still have'),
  flightline_host_network_bytes_total: counter('Bytes through the network, without loopback; Linux only', [
    'direction',
  ]),
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;
type OfKind<K extends Metric['kind']> = {
  [N in MetricName]: (typeof metrics)[N]['kind'] extends K ? N : never;
}[MetricName];
export type HistogramName = OfKind<'histogram'>;
export type NumberName = OfKind<'counter' | 'gauge'>;
export type LabelsOf<N extends MetricName> = Record<(typeof metrics)[N]['labels'][number], string>;
