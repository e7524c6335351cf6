/** Speed and steadiness of the queue: throughput, latency, acceptance, recovery, outage, power cut. */
import type { BenchRow } from './bench-row';
import { outageRows } from './support/outage';
import { startLatencyRows } from './support/start-latency';
import { throughputRows } from './support/throughput';

export { runReportingWorker } from './support/start-latency';

/** The parts in order; `BENCH_ONLY=outage,latency` picks some. */
const parts: Record<string, () => Promise<BenchRow[]>> = {
  throughput: throughputRows,
  latency: () => startLatencyRows(import.meta.url),
  outage: outageRows,
};

export async function bench(): Promise<BenchRow[]> {
  const wanted = process.env.BENCH_ONLY?.split(',') ?? Object.keys(parts);
  const rows: BenchRow[] = [];
  for (const name of wanted) rows.push(...((await parts[name]?.()) ?? []));
  return rows;
}
