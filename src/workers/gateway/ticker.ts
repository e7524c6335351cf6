/** The gateway's second hand: depths, samples, Redis' own figures. */
import type { MetricSample, ProcessSample } from '#contract/metrics';
import type { GatewayParts } from './parts';
import { processSamples } from './meter';

interface RedisUse {
  cpuS: number;
  at: number;
}

function number(info: string, name: string): number {
  return Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1] ?? 0);
}

export class Ticker {
  private readonly timer: NodeJS.Timeout;
  private last: RedisUse | null = null;
  private busy = false;

  constructor(private readonly parts: GatewayParts) {
    this.timer = setInterval(() => void this.tick(), 1000);
    this.timer.unref();
  }

  close(): void {
    clearInterval(this.timer);
  }

  private async tick(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const { meter, hub, facts } = this.parts;
      const [depth, redis] = await Promise.all([this.depth(), this.redis()]);
      const now = Date.now();
      const processes = processSamples(facts.processes);
      const sample = meter.roll(now, depth, redis ? [...processes, redis] : processes);
      hub.publish({ type: 'sample', sample });
    } finally {
      this.busy = false;
    }
  }

  /** Zero while Redis is away: the chart shows the gap in throughput beside it. */
  private async depth(): Promise<MetricSample['depth']> {
    const sum = { waiting: 0, active: 0, delayed: 0 };
    const depths = await this.parts.queues.depths(this.parts.engines.map(({ name }) => name)).catch(() => []);
    for (const { waiting, active, delayed } of depths) {
      sum.waiting += waiting;
      sum.active += active;
      sum.delayed += delayed;
    }
    return sum;
  }

  private async redis(): Promise<ProcessSample | null> {
    const info = await this.parts.queues.redis.info().catch(() => null);
    if (info === null) return null;
    const use = { cpuS: number(info, 'used_cpu_sys') + number(info, 'used_cpu_user'), at: Date.now() };
    const { last } = this;
    this.last = use;
    const cpu =
      last && use.at > last.at ? Math.max(0, ((use.cpuS - last.cpuS) * 1000) / (use.at - last.at)) : 0;
    return { name: 'redis', cpu, rssBytes: number(info, 'used_memory_rss'), loopDelayMs: null };
  }
}
