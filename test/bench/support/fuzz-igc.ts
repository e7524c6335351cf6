/**
 * Spoilt flights through everything that reads them. A worker does the work, so that one that hangs is seen: its case
 * is counted as a hang, and another worker goes on after it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { makeFlight } from '../../fixtures/make-flight';
import { engineFuzzTargets, faultOf, igcFuzzTargets } from '../../helpers/fuzz-targets';
import { mutateFile } from '../../helpers/mutate-file';
import type { BenchRow } from '../bench-row';

/** Another number by the environment, for a quick look. */
const CASES = Number(process.env.FUZZ_CASES ?? 20_000);
/** Where one that was broken off goes on: each case is made from its number alone. */
const FROM = Number(process.env.FUZZ_FROM ?? 0);
/** CPU of one target on one file; on the clock it may take longer, where others use the machine too. */
const HANG_MS = 5_000;
const HANG_WALL_MS = 60_000;
const MEMORY_MB = 512;
const MADE = 60;
const npmFlights = 'node_modules/igc-xc-score/test';

interface Part {
  fuzzFrom: number;
  to: number;
}

interface Report {
  /** The case that is over. */
  seed: number;
  faults: string[];
  /** CPU of its slowest target. */
  slowestMs: number;
}

function baseFiles(): Uint8Array[] {
  const made = Array.from(
    { length: MADE },
    (_, seed) =>
      makeFlight({
        seed: seed + 1,
        fixes: 100 + seed * 40,
        intervalS: [1, 1, 2, 4, 10][seed % 5] ?? 1,
        ...(seed % 3 === 0 && { engine: { sensor: 'ENL', runs: [{ fromS: 200, toS: 400, reading: 900 }] } }),
        ...(seed % 7 === 0 && { startTimeOfDayS: 85_500 }),
      }).bytes,
  );
  const real = existsSync(npmFlights) ? readdirSync(npmFlights).filter((name) => name.endsWith('.igc')) : [];
  return [...made, ...real.sort().map((name) => new Uint8Array(readFileSync(join(npmFlights, name))))];
}

async function runCases({ fuzzFrom, to }: Part, report: (report: Report) => void): Promise<void> {
  const files = baseFiles();
  for (let seed = fuzzFrom; seed < to; seed++) {
    const { bytes, names } = mutateFile(files[seed % files.length] as Uint8Array, seed);
    const faults: string[] = [];
    let slowestMs = 0;
    for (const target of [...igcFuzzTargets, ...engineFuzzTargets]) {
      const before = process.cpuUsage();
      const fault = await faultOf(target, bytes);
      const spent = process.cpuUsage(before);
      slowestMs = Math.max(slowestMs, (spent.user + spent.system) / 1000);
      if (fault !== null) faults.push(`${target.name}, seed ${seed} (${names.join(', ')}): ${fault}`);
    }
    report({ seed, faults, slowestMs });
  }
}

/** Runs cases until the end, a crash or a hang. @returns the first case that is left */
function runWorker(
  part: Part,
  onReport: (report: Report) => void,
): Promise<{ next: number; fault?: string }> {
  const worker = new Worker(fileURLToPath(import.meta.url), {
    workerData: part,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise((resolve) => {
    let next = part.fuzzFrom;
    const end = (fault?: string) => {
      clearTimeout(watch);
      void worker.terminate();
      resolve(fault === undefined ? { next } : { next: next + 1, fault: `seed ${next}: ${fault}` });
    };
    const startWatch = () => setTimeout(() => end(`hangs for ${HANG_WALL_MS / 1000} s`), HANG_WALL_MS);
    let watch = startWatch();
    worker.on('message', (report: Report) => {
      clearTimeout(watch);
      watch = startWatch();
      next = report.seed + 1;
      onReport(report);
    });
    worker.on('error', (error) => end(`crash: ${String(error)}`));
    worker.on('exit', () => end(next < part.to ? 'the thread is gone' : undefined));
  });
}

export async function fuzzRows(): Promise<BenchRow[]> {
  // What has bundled this bench is in the same process.
  const bareMb = process.memoryUsage.rss() / 1024 / 1024;
  const faults: string[] = [];
  let [hangs, slowestMs, slowestSeed] = [0, 0, 0];
  for (let from = FROM; from < CASES;) {
    const { next, fault } = await runWorker({ fuzzFrom: from, to: CASES }, (report) => {
      faults.push(...report.faults);
      if (report.slowestMs > HANG_MS) hangs++;
      if (report.slowestMs > slowestMs) [slowestMs, slowestSeed] = [report.slowestMs, report.seed];
      if (report.seed % 1000 === 999)
        process.stdout.write(`${report.seed + 1} files, ${faults.length} faults\n`);
    });
    if (fault !== undefined) {
      faults.push(fault);
      if (fault.includes('hangs')) hangs++;
    }
    from = next;
  }
  for (const fault of faults.slice(0, 20)) process.stdout.write(`${fault}\n`);
  const names = [...igcFuzzTargets, ...engineFuzzTargets].map(({ name }) => name).join(', ');
  const common = { runs: 1, note: `${CASES - FROM} spoilt files through ${names}` };
  return [
    { measure: 'fuzz_faults', value: faults.length, unit: 'files', target: 0, ...common },
    { measure: 'fuzz_hangs', value: hangs, unit: 'files', target: 0, ...common },
    {
      measure: 'fuzz_slowest_ms',
      value: slowestMs,
      unit: 'ms CPU',
      target: HANG_MS,
      runs: 1,
      note: `one file through one of them; seed ${slowestSeed}`,
    },
    {
      measure: 'fuzz_memory_mb',
      value: process.resourceUsage().maxRSS / 1024 - bareMb,
      unit: 'MiB',
      target: MEMORY_MB,
      runs: 1,
      note: `peak of the process above the ${bareMb.toFixed(0)} MiB with which it began`,
    },
  ];
}

if (!isMainThread && typeof (workerData as Partial<Part> | null)?.fuzzFrom === 'number') {
  await runCases(workerData as Part, (report) => parentPort?.postMessage(report));
}
