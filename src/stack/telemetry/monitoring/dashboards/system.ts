/** Processes and machine. */
import type { Panel } from '../panels';
import { one, rate } from './queries';

export const system: readonly Panel[] = [
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
