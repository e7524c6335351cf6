/** Whether a Redis server can carry the queue. */
import { Redis } from 'ioredis';
import { FlightlineError, messageOf } from '#contract/errors';
import type { RedisAddress } from '#contract/process';
import { redisOptions } from './address';

export interface RedisFacts {
  version: string;
  maxMemoryPolicy: string;
  appendOnly: boolean;
  savesSnapshots: boolean;
}

/** Reasons why this server must not be used; empty when it may. BullMQ's floor is 6.2; eviction drops locks and jobs. */
export function unsuitability(facts: RedisFacts): string[] {
  const [major = 0, minor = 0] = facts.version.split('.').map(Number);
  const reasons: string[] = [];
  if (major < 6 || (major === 6 && minor < 2))
    reasons.push(`version ${facts.version} is too old; 6.2 or newer is needed`);
  if (facts.maxMemoryPolicy !== 'noeviction')
    reasons.push(`maxmemory-policy is ${facts.maxMemoryPolicy}; set it to noeviction or jobs can vanish`);
  if (!facts.appendOnly)
    reasons.push(
      facts.savesSnapshots
        ? 'only snapshots are kept; set appendonly yes or a crash loses minutes of work'
        : 'nothing is persisted; set appendonly yes',
    );
  return reasons;
}

function field(info: string, name: string): string {
  return new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
}

async function readFacts(redis: Redis): Promise<RedisFacts> {
  const [server, memory, persistence] = await Promise.all([
    redis.info('server'),
    redis.info('memory'),
    redis.info('persistence'),
  ]);
  // Managed servers forbid CONFIG; then only what INFO says is known.
  const save = await redis.config('GET', 'save').catch(() => null);
  return {
    version: field(server, 'redis_version'),
    maxMemoryPolicy: field(memory, 'maxmemory_policy'),
    appendOnly: field(persistence, 'aof_enabled') === '1',
    savesSnapshots: save === null || JSON.stringify(save).length > 12,
  };
}

/**
 * Connects once and looks. @returns the server's version
 * @throws FlightlineError `REDIS_UNSUITABLE` with every reason
 */
export async function assertRedisSuits(address: RedisAddress): Promise<string> {
  const redis = new Redis({
    ...redisOptions(address, 'fails-fast'),
    lazyConnect: true,
    retryStrategy: () => null,
  });
  // The rejected calls below say only that the connection was closed; this says why.
  let reason: Error | null = null;
  redis.on('error', (error) => (reason = error));
  try {
    await redis.connect();
    const facts = await readFacts(redis);
    const reasons = unsuitability(facts);
    if (reasons.length > 0)
      throw new FlightlineError('REDIS_UNSUITABLE', `The Redis server does not suit: ${reasons.join('; ')}.`);
    return facts.version;
  } catch (error) {
    if (error instanceof FlightlineError) throw error;
    const why = messageOf(reason ?? error).replace(/\.$/, '');
    throw new FlightlineError('REDIS_UNSUITABLE', `The Redis server cannot be used: ${why}.`, {
      cause: error,
    });
  } finally {
    redis.disconnect();
  }
}
