/** Charts of the work: jobs, queues, workers, requests. */
import type { MetricChart } from '../metric-series';
import { gauge, percentiles, rate } from './sources';

export const workCharts: readonly MetricChart[] = [
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
];
