/** Watches how Redis' log grows, to cut it back to what it was, as a power cut does with what was not flushed. */
import { readdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';

const sampleMs = 25;

/** @param dir Redis' `appendonlydir` */
export class RedisLogSizes {
  private readonly samples: { at: number; sizes: Map<string, number> }[] = [];
  private readonly timer = setInterval(() => this.sample(), sampleMs);

  constructor(private readonly dir: string) {}

  private sample(): void {
    this.samples.push({ at: Date.now(), sizes: this.read() });
  }

  private read(): Map<string, number> {
    const names = readdirSync(this.dir).filter((name) => name.endsWith('.incr.aof'));
    return new Map(names.map((name) => [name, statSync(path.join(this.dir, name)).size]));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Cuts every log file back to its size at `at`. @returns bytes cut off */
  cutBackTo(at: number): number {
    const then = this.samples.findLast((sample) => sample.at <= at)?.sizes ?? new Map<string, number>();
    let cut = 0;
    for (const [name, size] of this.read()) {
      const kept = then.get(name) ?? 0;
      truncateSync(path.join(this.dir, name), kept);
      cut += size - kept;
    }
    return cut;
  }
}
