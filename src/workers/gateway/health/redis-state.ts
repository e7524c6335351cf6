/** What Redis' own report says of its health. */
import type { RedisState } from './judge';

export function redisState(info: string): RedisState {
  const value = (name: string) => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1];
  return {
    version: value('redis_version') ?? 'unknown',
    usedBytes: Number(value('used_memory') ?? 0),
    limitBytes: Number(value('maxmemory') ?? 0),
    logWritten: value('aof_enabled') !== '1' || value('aof_last_write_status') !== 'err',
  };
}
