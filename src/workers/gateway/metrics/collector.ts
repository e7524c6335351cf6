/** Measures the instance once a second. */
import { cpus, freemem, totalmem } from 'node:os';
import { isolationQueue } from '#contract/queues';
import type { ProcessSample, QueueDepth } from '#contract/metrics';
import type { ProcessInfo } from '#contract/system';
import { type Frame, depthKnown } from '../../../stack/telemetry/history/frame';
import { bytesThrough, readNetwork } from '../http/metrics/host';
import { infoFields } from '../http/metrics/redis-info';
import { placeOf } from '../http/metrics/queue-place';
import type { GatewayParts } from '../parts';

export interface Looked {
  depths: readonly QueueDepth[] | null;
  /** Text of INFO. */
  redis: string | null;
}

type Gauges = Record<string, number>;

export class Collector {
  private readonly rises = new Rises();
  private lastAt = Date.now();
  private lastCpu = cpuTimes();

  constructor(private readonly parts: GatewayParts) {}

  look(): Promise<Looked> {
    const { depths, redis } = this.parts.lookups;
    return Promise.all([depths.get(), redis.get()]).then(([found, info]) => ({ depths: found, redis: info }));
  }

  /** What was since the last call. */
  async collect({ depths, redis }: Looked, samples: readonly ProcessSample[]): Promise<Frame> {
    const { lookups, tally, engines, facts } = this.parts;
    const [letters, bytes, usage, network] = await Promise.all([
      lookups.letters.get(),
      lookups.databaseBytes.get(),
      lookups.storage.get(),
      readNetwork(),
    ]);
    const now = Date.now();
    const at = this.lastAt;
    this.lastAt = now;
    const gauges: Gauges = {
      ...this.host(),
      ...this.pool(),
      ...workers(facts.processes),
      ...uses(samples),
    };
    setDepths(gauges, depths);
    setKnown(gauges, { letters, 'database.bytes': bytes });
    setKnown(gauges, { 'disk.free': usage?.freeBytes, 'disk.stored': usage?.usedBytes });
    const { counts, histograms } = tally.take();
    for (const name of ['accepted', 'crashes', 'http.requests', 'http.errors', 'database.slow'])
      counts[name] ??= 0;
    for (const { name } of engines)
      for (const what of ['completed', 'failed', 'retried']) counts[`${what}/${name}`] ??= 0;
    this.setRedis(gauges, counts, redis);
    if (network !== null) {
      const { received, sent } = bytesThrough(network);
      this.rises.set(counts, 'network.received', received);
      this.rises.set(counts, 'network.sent', sent);
    }
    return { at, spanMs: Math.max(1, now - at), gauges, counts, histograms };
  }

  private host(): Gauges {
    const cpu = cpuTimes();
    const busyMs = cpu.busyMs - this.lastCpu.busyMs;
    const allMs = busyMs + cpu.idleMs - this.lastCpu.idleMs;
    this.lastCpu = cpu;
    return {
      ...(allMs > 0 ? { 'host.cpu': busyMs / allMs } : {}),
      'host.memory': totalmem() - freemem(),
      'host.memoryMax': totalmem(),
    };
  }

  private pool(): Gauges {
    const { totalCount, idleCount, waitingCount, options } = this.parts.database.pool;
    const inUse = totalCount - idleCount;
    return {
      'database.inUse': inUse,
      'database.waiting': waitingCount,
      'database.wanted': inUse + waitingCount,
      'database.max': options.max,
    };
  }

  private setRedis(gauges: Gauges, counts: Record<string, number>, info: string | null): void {
    gauges['redis.up'] = info === null ? 0 : 1;
    if (info === null) return;
    const fields = infoFields(info);
    const number = (field: string) => {
      const text = fields.get(field);
      return text === undefined ? null : Number(text);
    };
    const max = number('maxmemory');
    setKnown(gauges, {
      'redis.memory': number('used_memory'),
      'redis.resident': number('used_memory_rss'),
      'redis.memoryMax': max === 0 ? null : max,
      'redis.clients': number('connected_clients'),
      'redis.logBytes': number('aof_current_size'),
    });
    if (fields.get('aof_enabled') === '1')
      gauges['redis.logOk'] = Number(
        fields.get('aof_last_write_status') === 'ok' && fields.get('aof_last_bgrewrite_status') === 'ok',
      );
    const commands = number('total_commands_processed');
    if (commands !== null) this.rises.set(counts, 'redis.commands', commands);
  }
}

/** How much counters of others rose; one that fell was started anew. */
class Rises {
  private readonly last = new Map<string, number>();

  set(counts: Record<string, number>, key: string, total: number): void {
    const before = this.last.get(key);
    this.last.set(key, total);
    if (before !== undefined) counts[key] = total >= before ? total - before : total;
  }
}

function setKnown(gauges: Gauges, values: Record<string, number | null | undefined>): void {
  for (const [key, value] of Object.entries(values))
    if (value !== null && value !== undefined && Number.isFinite(value)) gauges[key] = value;
}

/** Depths of zero are left out: most queues are empty most of the time. */
function setDepths(gauges: Gauges, depths: readonly QueueDepth[] | null): void {
  if (depths === null) return;
  gauges[depthKnown] = 1;
  for (const { queue, ...states } of depths) {
    const { engine, lane } =
      queue === isolationQueue ? { engine: isolationQueue, lane: isolationQueue } : placeOf(queue);
    for (const [state, count] of Object.entries(states))
      if (count > 0) gauges[`depth/${engine}/${lane}/${state}`] = count;
  }
}

function workers(processes: readonly ProcessInfo[]): Gauges {
  const ready = processes.filter(
    ({ kind, name, state }) => kind === 'engine' && name !== 'engine-isolation' && state === 'ready',
  );
  return {
    'workers.ready': ready.length,
    'workers.busy': ready.reduce((sum, { slots }) => sum + (slots?.used ?? 0), 0),
    'workers.places': ready.reduce((sum, { slots }) => sum + (slots?.limit ?? 0), 0),
  };
}

function uses(samples: readonly ProcessSample[]): Gauges {
  const gauges: Gauges = {};
  for (const { name, cpu, rssBytes, loopDelayMs } of samples)
    setKnown(gauges, {
      [`process.cpu/${name}`]: cpu,
      [`process.memory/${name}`]: rssBytes,
      [`process.delay/${name}`]: loopDelayMs,
    });
  return gauges;
}

function cpuTimes(): { busyMs: number; idleMs: number } {
  const sum = { busyMs: 0, idleMs: 0 };
  for (const { times } of cpus()) {
    sum.idleMs += times.idle;
    sum.busyMs += times.user + times.nice + times.sys + times.irq;
  }
  return sum;
}
