/** Jobs of dead engine processes: found by the worker name they were fetched under, and given back. */
import { Redis } from 'ioredis';
import type { RedisAddress } from '#contract/process';
import { redisOptions } from '../stack/redis/address';
import { type Released, queueNames, releaseJobs, workerName } from '../stack/queue/release';

export class Orphans {
  private readonly redis: Redis;

  constructor(
    private readonly address: RedisAddress,
    private readonly instanceId: string,
  ) {
    this.redis = new Redis(redisOptions(address, 'waits'));
    this.redis.on('error', () => undefined); // it reconnects; callers wait for their answer
  }

  /** At start nothing of this instance runs, so whatever it left active is given back. */
  async releaseAll(): Promise<Released> {
    return this.release((worker) => worker.startsWith(`${this.instanceId}/`), 'requeue');
  }

  /** After the death of one process: its jobs are suspects and go to isolation. */
  async releaseOf(processName: string, pid: number): Promise<Released> {
    const name = workerName(this.instanceId, processName, pid);
    return this.release((worker) => worker === name, 'isolate');
  }

  private async release(isDead: (worker: string) => boolean, how: 'isolate' | 'requeue'): Promise<Released> {
    const queues = await queueNames(this.redis);
    return releaseJobs({ redis: this.redis, address: this.address, queues, isDead, how });
  }

  close(): void {
    this.redis.disconnect();
  }
}
