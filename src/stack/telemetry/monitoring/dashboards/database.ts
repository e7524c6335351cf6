/** The database and Redis. */
import type { Panel } from '../panels';
import { one, quantiles, rate } from './queries';

export const database: readonly Panel[] = [
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
