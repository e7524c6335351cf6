/** The gateway's second hand: depths, samples, Redis' own figures, a frame for the history. */
import { messageOf } from '#contract/errors';
import type { MetricSample, ProcessSample } from '#contract/metrics';
import { infoFields } from './http/metrics/redis-info';
import { processSamples } from './meter';
import { Collector, type Looked } from './metrics/collector';
import type { GatewayParts } from './parts';

interface RedisUse {
  cpuS: number;
  at: number;
}

export class Ticker {
  private readonly timer: NodeJS.Timeout;
  private readonly collector: Collector;
  private last: RedisUse | null = null;
  private ticking: Promise<void> | null = null;

  /** @param onFrame told of each second, after it is part of the history */
  constructor(
    private readonly parts: GatewayParts,
    private readonly onFrame: (now: number) => void,
  ) {
    this.collector = new Collector(parts);
    this.timer = setInterval(() => {
      this.ticking ??= this.tick().finally(() => (this.ticking = null));
    }, 1000);
    this.timer.unref();
  }

  /** Keeps what is not kept yet. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.ticking;
    await this.parts.history.close();
  }

  private async tick(): Promise<void> {
    const { meter, hub, facts, history, log } = this.parts;
    try {
      const looked = await this.collector.look();
      const redis = this.redis(looked.redis);
      const ours = processSamples(facts.processes);
      const processes = redis ? [...ours, redis] : ours;
      const sample = meter.roll(Date.now(), sumOf(looked), processes);
      hub.publish({ type: 'sample', sample });
      history.add(await this.collector.collect(looked, processes));
      this.onFrame(Date.now());
    } catch (error) {
      log.warn('second-not-measured', { message: messageOf(error) });
    }
  }

  private redis(info: string | null): ProcessSample | null {
    if (info === null) return null;
    const fields = infoFields(info);
    const number = (name: string) => Number(fields.get(name) ?? 0);
    const use = { cpuS: number('used_cpu_sys') + number('used_cpu_user'), at: Date.now() };
    const { last } = this;
    this.last = use;
    const cpu =
      last && use.at > last.at ? Math.max(0, ((use.cpuS - last.cpuS) * 1000) / (use.at - last.at)) : 0;
    return { name: 'redis', cpu, rssBytes: number('used_memory_rss'), loopDelayMs: null };
  }
}

/** Zero while Redis is away: the chart shows the gap in throughput beside it. */
function sumOf({ depths }: Looked): MetricSample['depth'] {
  const sum = { waiting: 0, active: 0, delayed: 0 };
  for (const { waiting, active, delayed } of depths ?? []) {
    sum.waiting += waiting;
    sum.active += active;
    sum.delayed += delayed;
  }
  return sum;
}
