/** Speed and steadiness of the queue: throughput, latency, acceptance, recovery, outage, power cut. */
import type { BenchRow } from './bench-row';
import { acceptanceRows } from './support/acceptance';
import { growthRows } from './support/growth';
import { outageRows } from './support/outage';
import { poisonRows } from './support/poison';
import { powerCutRows } from './support/power-cut';
import { recoveryRows } from './support/recovery';
import { startLatencyRows } from './support/start-latency';
import { throughputRows } from './support/throughput';
import { wholePathRows } from './support/whole-path';

export { runReportingWorker } from './support/start-latency';

/** The parts in their order; `BENCH_ONLY=latency,outage` picks some. */
const parts: Record<string, () => Promise<BenchRow[]>> = {
  throughput: throughputRows,
  latency: () => startLatencyRows(import.meta.url),
  path: wholePathRows,
  acceptance: acceptanceRows,
  recovery: recoveryRows,
  poison: poisonRows,
  outage: outageRows,
  'power-cut': powerCutRows,
  growth: growthRows,
};

export async function bench(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const name of process.env.BENCH_ONLY?.split(',') ?? Object.keys(parts)) {
    const part = parts[name];
    if (!part) throw new Error(`BENCH_ONLY knows ${Object.keys(parts).join(', ')}.`);
    rows.push(...(await part()));
  }
  return rows;
}
