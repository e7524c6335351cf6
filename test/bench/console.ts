/** What the console costs and how fast it answers over much work. */
import type { BenchRow } from './bench-row';
import { deadLetterRows } from './support/dead-letter-rows';
import { pageRows } from './support/page-rows';
import { scalingRows } from './support/scaling-rows';
import { telemetryRows } from './support/telemetry-rows';

/** The parts in their order; `BENCH_ONLY=letters` picks some. */
const parts: Record<string, () => Promise<BenchRow[]>> = {
  letters: deadLetterRows,
  pages: pageRows,
  telemetry: telemetryRows,
  scaling: scalingRows,
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
