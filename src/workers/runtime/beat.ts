/** A process' pulse: what it uses, once a second. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FromChild } from '#contract/process';

/** @returns a function that ends it */
export function startBeat(send: (message: FromChild) => void, everyMs = 1000): () => void {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  let cpu = process.cpuUsage();
  let at = process.hrtime.bigint();
  const timer = setInterval(() => {
    const now = process.hrtime.bigint();
    const used = process.cpuUsage(cpu);
    const elapsedUs = Number(now - at) / 1000;
    send({
      type: 'beat',
      rssBytes: process.memoryUsage.rss(),
      cpu: (used.user + used.system) / elapsedUs,
      // The histogram measures whole timer intervals; what exceeds its resolution is the delay.
      loopDelayMs: Math.max(0, delay.percentile(99) / 1e6 - 10),
    });
    cpu = process.cpuUsage();
    at = now;
    delay.reset();
  }, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    delay.disable();
  };
}
