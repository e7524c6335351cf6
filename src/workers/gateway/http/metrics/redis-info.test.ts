import { describe, expect, it } from 'vitest';
import { Exposition } from '../../../../stack/telemetry/exposition';
import { setRedis } from './redis-info';

function samplesOf(info: string | null): string[] {
  const page = new Exposition();
  setRedis(page, info);
  return page
    .text()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

describe("Redis' figures", () => {
  it('come from INFO, and verdicts become 0 or 1', () => {
    const info =
      '# Memory\r\nused_memory:1576576\r\nused_memory_rss:2000000\r\n# Persistence\r\naof_enabled:1\r\naof_last_write_status:err\r\naof_last_bgrewrite_status:ok\r\n';
    expect(samplesOf(info)).toEqual([
      'redis_up 1',
      'redis_memory_used_bytes 1576576',
      'redis_memory_used_rss_bytes 2000000',
      'redis_aof_enabled 1',
      'redis_aof_last_write_status 0',
      'redis_aof_last_bgrewrite_status 1',
    ]);
  });

  it('are one zero while it is away', () => {
    expect(samplesOf(null)).toEqual(['redis_up 0']);
  });
});
