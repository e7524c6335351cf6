/** Redis' own figures, from the text of INFO. https://redis.io/docs/latest/commands/info/ */
import type { Exposition } from '../../../../stack/telemetry/exposition';
import type { NumberName } from '../../../../stack/telemetry/metric-list';

type RedisName = Extract<NumberName, `redis_${string}`>;

const numbers: readonly (readonly [RedisName, string])[] = [
  ['redis_connected_clients', 'connected_clients'],
  ['redis_memory_used_bytes', 'used_memory'],
  ['redis_memory_max_bytes', 'maxmemory'],
  ['redis_memory_used_rss_bytes', 'used_memory_rss'],
  ['redis_commands_processed_total', 'total_commands_processed'],
  ['redis_cpu_sys_seconds_total', 'used_cpu_sys'],
  ['redis_cpu_user_seconds_total', 'used_cpu_user'],
  ['redis_aof_enabled', 'aof_enabled'],
  ['redis_aof_current_size_bytes', 'aof_current_size'],
];
const verdicts: readonly (readonly [RedisName, string])[] = [
  ['redis_aof_last_write_status', 'aof_last_write_status'],
  ['redis_aof_last_bgrewrite_status', 'aof_last_bgrewrite_status'],
];

/** The lines of INFO. */
export function infoFields(info: string): ReadonlyMap<string, string> {
  return new Map([...info.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, key = '', value = '']) => [key, value]));
}

/** What a server does not tell leaves no sample. @param info null while Redis is away */
export function setRedis(page: Exposition, info: string | null): void {
  page.set('redis_up', {}, info === null ? 0 : 1);
  if (info === null) return;
  const fields = infoFields(info);
  for (const [name, field] of numbers) {
    const value = fields.get(field);
    page.set(name, {}, value === undefined ? null : Number(value));
  }
  for (const [name, field] of verdicts) {
    const value = fields.get(field);
    page.set(name, {}, value === undefined ? null : Number(value === 'ok'));
  }
}
