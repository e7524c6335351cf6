/** The charts of the history of metrics, with every series that they draw. */
import type { MetricChart, MetricSeries, MetricSource } from './metric-series';

const gauge = (key: string): MetricSource => ({ kind: 'gauge', key });
const rate = (key: string): MetricSource => ({ kind: 'rate', key });
const percentiles = (id: string, key: string, byEngine: boolean): readonly MetricSeries[] =>
  ([0.5, 0.95, 0.99] as const).map((share) => ({
    id: `${id}.p${share * 100}`,
    label: `p${share * 100}`,
    source: { kind: 'percentile', key, share },
    byEngine,
  }));

export const metricCharts: readonly MetricChart[] = [
  {
    id: 'throughput',
    title: 'Throughput',
    group: 'Jobs',
    unit: 'perSecond',
    series: [
      { id: 'jobs.completed', label: 'completed', source: rate('completed/*'), byEngine: true },
      { id: 'jobs.failed', label: 'failed', source: rate('failed/*'), byEngine: true },
      { id: 'jobs.retried', label: 'retried', source: rate('retried/*'), byEngine: true },
      { id: 'jobs.accepted', label: 'accepted', source: rate('accepted'), dashed: true },
    ],
  },
  {
    id: 'errors',
    title: 'Error rate',
    group: 'Jobs',
    unit: 'share',
    series: [
      {
        id: 'jobs.errorRate',
        label: 'failed of all that ended',
        source: { kind: 'share', key: 'failed/*', of: ['completed/*', 'failed/*'] },
        byEngine: true,
      },
    ],
  },
  {
    id: 'wait',
    title: 'Wait',
    group: 'Jobs',
    unit: 'ms',
    series: percentiles('jobs.wait', 'wait/*', true),
  },
  { id: 'run', title: 'Run', group: 'Jobs', unit: 'ms', series: percentiles('jobs.run', 'run/*', true) },
  {
    id: 'by-engine',
    title: 'Completed by engine',
    group: 'Jobs',
    unit: 'perSecond',
    series: [{ id: 'engine.completed', label: 'completed', source: rate('completed/*'), split: 1 }],
  },
  {
    id: 'letters',
    title: 'Dead letters',
    group: 'Jobs',
    unit: 'count',
    series: [{ id: 'letters', label: 'dead letters', source: gauge('letters') }],
  },
  {
    id: 'depth',
    title: 'Queue depth',
    group: 'Queues',
    unit: 'count',
    series: [
      { id: 'queue.waiting', label: 'waiting', source: gauge('depth/*/*/waiting'), byEngine: true },
      { id: 'queue.active', label: 'active', source: gauge('depth/*/*/active'), byEngine: true },
      { id: 'queue.delayed', label: 'delayed', source: gauge('depth/*/*/delayed'), byEngine: true },
    ],
  },
  {
    id: 'lanes',
    title: 'Waiting by lane',
    group: 'Queues',
    unit: 'count',
    series: [
      { id: 'lane.waiting', label: 'waiting', source: gauge('depth/*/*/waiting'), byEngine: true, split: 2 },
    ],
  },
  {
    id: 'engines',
    title: 'Waiting by engine',
    group: 'Queues',
    unit: 'count',
    series: [{ id: 'engine.waiting', label: 'waiting', source: gauge('depth/*/*/waiting'), split: 1 }],
  },
  {
    id: 'utilisation',
    title: 'Worker utilisation',
    group: 'Workers',
    unit: 'share',
    series: [
      {
        id: 'workers.utilisation',
        label: 'busy places',
        source: { kind: 'ratio', key: 'workers.busy', of: 'workers.places' },
      },
    ],
  },
  {
    id: 'workers',
    title: 'Worker processes',
    group: 'Workers',
    unit: 'count',
    series: [
      { id: 'workers.ready', label: 'ready', source: gauge('workers.ready') },
      { id: 'workers.busy', label: 'jobs running', source: gauge('workers.busy') },
    ],
  },
  {
    id: 'crashes',
    title: 'Worker crashes',
    group: 'Workers',
    unit: 'share',
    series: [
      {
        id: 'workers.crashRate',
        label: 'crashes of jobs that ended',
        source: { kind: 'share', key: 'crashes', of: ['completed/*', 'failed/*'] },
      },
    ],
  },
  {
    id: 'cpu',
    title: 'CPU',
    group: 'Workers',
    unit: 'cores',
    series: [{ id: 'process.cpu', label: 'CPU', source: gauge('process.cpu/*'), split: 1 }],
  },
  {
    id: 'memory',
    title: 'Memory',
    group: 'Workers',
    unit: 'bytes',
    series: [{ id: 'process.memory', label: 'memory', source: gauge('process.memory/*'), split: 1 }],
  },
  {
    id: 'delay',
    title: 'Event-loop delay',
    group: 'Workers',
    unit: 'ms',
    series: [{ id: 'process.delay', label: 'delay', source: gauge('process.delay/*'), split: 1 }],
  },
  {
    id: 'requests',
    title: 'Requests',
    group: 'Requests',
    unit: 'perSecond',
    series: [
      { id: 'http.requests', label: 'answered', source: rate('http.requests') },
      { id: 'http.errors', label: 'status 5xx', source: rate('http.errors') },
    ],
  },
  {
    id: 'request-time',
    title: 'Time to answer',
    group: 'Requests',
    unit: 'ms',
    series: percentiles('http.time', 'http.time', false),
  },
  {
    id: 'search-time',
    title: 'Search',
    group: 'Requests',
    unit: 'ms',
    series: percentiles('search', 'search', false),
  },
  {
    id: 'vlm',
    title: 'Vision model failures',
    group: 'Requests',
    unit: 'share',
    series: [
      {
        id: 'vlm.failureRate',
        label: 'failed of all calls',
        source: { kind: 'share', key: 'vlm.failure', of: ['vlm.success', 'vlm.failure'] },
      },
    ],
  },
  {
    id: 'redis-memory',
    title: 'Redis memory',
    group: 'Redis',
    unit: 'bytes',
    series: [
      { id: 'redis.memory', label: 'given out', source: gauge('redis.memory') },
      { id: 'redis.resident', label: 'resident', source: gauge('redis.resident') },
      { id: 'redis.memoryMax', label: 'limit', source: gauge('redis.memoryMax'), dashed: true, aside: true },
    ],
  },
  {
    id: 'redis-operations',
    title: 'Redis operations',
    group: 'Redis',
    unit: 'perSecond',
    series: [{ id: 'redis.operations', label: 'commands', source: rate('redis.commands') }],
  },
  {
    id: 'redis-log',
    title: 'Append-only file',
    group: 'Redis',
    unit: 'bytes',
    series: [{ id: 'redis.logBytes', label: 'size', source: gauge('redis.logBytes') }],
  },
  {
    id: 'redis-state',
    title: 'Redis state',
    group: 'Redis',
    unit: 'count',
    series: [
      { id: 'redis.up', label: 'answers', source: gauge('redis.up') },
      { id: 'redis.logOk', label: 'writes its file', source: gauge('redis.logOk') },
      { id: 'redis.clients', label: 'connections', source: gauge('redis.clients') },
    ],
  },
  {
    id: 'pool',
    title: 'Connection pool',
    group: 'Database',
    unit: 'count',
    series: [
      { id: 'database.inUse', label: 'in use', source: gauge('database.inUse') },
      { id: 'database.waiting', label: 'waiting for one', source: gauge('database.waiting') },
      { id: 'database.max', label: 'limit', source: gauge('database.max'), dashed: true, aside: true },
    ],
  },
  {
    id: 'pool-demand',
    title: 'Demand for connections',
    group: 'Database',
    unit: 'share',
    series: [
      {
        id: 'database.demand',
        label: 'wanted of the limit',
        source: { kind: 'ratio', key: 'database.wanted', of: 'database.max' },
      },
    ],
  },
  {
    id: 'statements',
    title: 'Statements',
    group: 'Database',
    unit: 'ms',
    series: percentiles('database.held', 'database.held', false),
  },
  {
    id: 'slow',
    title: 'Slow statements',
    group: 'Database',
    unit: 'perSecond',
    series: [{ id: 'database.slow', label: 'over 200 ms', source: rate('database.slow') }],
  },
  {
    id: 'database-size',
    title: 'Database size',
    group: 'Database',
    unit: 'bytes',
    series: [{ id: 'database.bytes', label: 'on disk', source: gauge('database.bytes') }],
  },
  {
    id: 'host-cpu',
    title: 'CPU of the machine',
    group: 'System',
    unit: 'share',
    series: [{ id: 'host.cpu', label: 'busy', source: gauge('host.cpu') }],
  },
  {
    id: 'host-memory',
    title: 'Memory of the machine',
    group: 'System',
    unit: 'bytes',
    series: [
      { id: 'host.memory', label: 'used', source: gauge('host.memory') },
      { id: 'host.memoryMax', label: 'built in', source: gauge('host.memoryMax'), dashed: true, aside: true },
    ],
  },
  {
    id: 'disk',
    title: 'Disk',
    group: 'System',
    unit: 'bytes',
    series: [
      { id: 'disk.free', label: 'free', source: gauge('disk.free') },
      { id: 'disk.stored', label: 'stored files', source: gauge('disk.stored') },
    ],
  },
  {
    id: 'network',
    title: 'Network',
    group: 'System',
    unit: 'bytesPerSecond',
    series: [
      { id: 'network.received', label: 'received', source: rate('network.received') },
      { id: 'network.sent', label: 'sent', source: rate('network.sent') },
    ],
  },
];

export interface WatchedSeries {
  chart: MetricChart;
  series: MetricSeries;
}

/** What an alert can watch, by id. */
export const watchable: ReadonlyMap<string, WatchedSeries> = new Map(
  metricCharts.flatMap((chart) =>
    chart.series
      .filter(({ split, aside }) => split === undefined && !aside)
      .map((series) => [series.id, { chart, series }] as const),
  ),
);
