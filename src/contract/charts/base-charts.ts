/** Charts of what the work stands on: Redis, database, system. */
import type { MetricChart } from '../metric-series';
import { gauge, percentiles, rate } from './sources';

export const baseCharts: readonly MetricChart[] = [
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
