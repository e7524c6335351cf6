/** Speed and steadiness of the queue: throughput, latency, acceptance, recovery, outage, power cut. */
import type { BenchRow } from './bench-row';
import { throughputRows } from './support/throughput';

export async function bench(): Promise<BenchRow[]> {
  return [...(await throughputRows())];
}
