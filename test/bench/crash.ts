/** The crash scenario over many seeds: every part killed at random moments of a batch. `BENCH_SEEDS` sets how many. */
import { type CrashReport, runCrashScenario } from '../helpers/crash-scenario';
import type { BenchRow } from './bench-row';
import { median, spread, sum } from './support/numbers';

const jobs = 2000;

export async function bench(): Promise<BenchRow[]> {
  const seeds = Number(process.env.BENCH_SEEDS ?? 20);
  const reports: CrashReport[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const report = await runCrashScenario(seed, jobs);
    process.stderr.write(`${JSON.stringify(report)}\n`);
    reports.push(report);
  }
  const row = (measure: 'lost' | 'failed' | 'doubled', note: string): BenchRow => ({
    measure: `jobs_${measure}`,
    value: sum(reports.map((report) => report[measure])),
    unit: 'jobs',
    target: 0,
    runs: seeds,
    note,
  });
  const seconds = reports.map((report) => report.seconds);
  return [
    row(
      'lost',
      `of ${seeds * jobs} flights; each seed kills two engines, gateway, Redis, store and the whole tree once`,
    ),
    row('failed', 'ended as dead letters'),
    row('doubled', 'results beyond one for each job'),
    { measure: 'seconds_per_seed', value: median(seconds), unit: 's', runs: seeds, note: spread(seconds) },
  ];
}
