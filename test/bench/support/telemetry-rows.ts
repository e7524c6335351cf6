/** What telemetry and an open console cost of the rate of jobs that do nothing: three kinds of instance, alternating. */
import { chromium } from '@playwright/test';
import { chromiumFlags, findChromium } from '../../../scripts/lib/chromium.mjs';
import { untilUsable, viewport } from '../../e2e/fixtures/view';
import type { TestInstance } from '../../helpers/instance';
import { buildWithTestEngines } from '../../helpers/test-build';
import type { BenchRow } from '../bench-row';
import { batchEnd, fillBatch, query, testEntry, withConsole, withInstance } from './bench-instance';
import { cpuSecondsOf, parentOf } from './cpu-time';
import { median, spread } from './numbers';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
/** A rate goes on rising for the first thousands of jobs. */
const warmJobs = 2000;
const jobs = 6000;

const instead = (name: string) => `test/fixtures/without-telemetry/${name}.ts`;
const withoutTelemetry = {
  outDir: '.cache/bench-quiet',
  places: {
    'src/workers/gateway/ticker.ts': instead('ticker'),
    'src/stack/telemetry/history/tally.ts': instead('tally'),
    'src/stack/telemetry/histogram.ts': instead('histogram'),
    'src/workers/engine/attempt-tracer.ts': instead('attempt-tracer'),
    'src/stack/log.ts': instead('log'),
  },
};
/** No trace is asked for where files come in. */
const noTraces = { FLIGHTLINE_TRACES_PER_SECOND: '0' };

type Kind = 'without' | 'with' | 'console';

interface Figures {
  jobsPerS: number;
  /** Of all processes of the instance, s for a thousand jobs. */
  cpuS: number;
}

export async function telemetryRows(): Promise<BenchRow[]> {
  const quiet = await buildWithTestEngines(withoutTelemetry);
  const full = withConsole(await testEntry());
  const found: Record<Kind, Figures[]> = { without: [], with: [], console: [] };
  const measures = [
    () =>
      withInstance({ entry: quiet, env: noTraces }, async (instance) => {
        await run(instance, warmJobs, 'warm');
        found.without.push(both(await measure(instance, 'a'), await measure(instance, 'b')));
      }),
    () => withInstance({ entry: full }, (instance) => withAndWithoutConsole(instance, found)),
  ];
  for (let round = 0; round < rounds; round++) {
    for (const one of measures) await one();
    measures.reverse();
  }
  const pairs = (of: (one: Figures, base: Figures) => number, kind: Kind, base: Kind) =>
    found[kind].map((one, round) => of(one, found[base][round] ?? one));
  const slower = (one: Figures, base: Figures) => base.jobsPerS / one.jobsPerS - 1;
  const dearer = (one: Figures, base: Figures) => one.cpuS / base.cpuS - 1;
  const row = (measure: string, values: number[], target: number | undefined, note: string): BenchRow => ({
    measure,
    value: median(values),
    unit: 'share',
    ...(target === undefined ? {} : { target }),
    runs: rounds,
    note: `${note}; ${spread(values, 3)}`,
  });
  const rates = (['without', 'with', 'console'] as const)
    .map((kind) => `${kind} ${median(found[kind].map(({ jobsPerS }) => jobsPerS)).toFixed(0)} jobs/s`)
    .join(', ');
  return [
    row('telemetry_cost_ratio', pairs(slower, 'with', 'without'), 0.1, `time a job takes longer; ${rates}`),
    row(
      'telemetry_cpu_ratio',
      pairs(dearer, 'with', 'without'),
      undefined,
      "the same by the processes' CPU time",
    ),
    row(
      'console_cost_ratio',
      pairs(slower, 'console', 'with'),
      0.03,
      'a browser on the same two cores shows the overview',
    ),
    row(
      'console_cpu_ratio',
      pairs(dearer, 'console', 'with'),
      undefined,
      "CPU time of the instance's processes",
    ),
  ];
}

/**
 * In one instance, since two differ by more than a console costs; one kind first and last, the other twice between, so
 * that what changes steadily meanwhile is in both.
 */
async function withAndWithoutConsole(instance: TestInstance, found: Record<Kind, Figures[]>): Promise<void> {
  const browser = await openConsole(instance.link);
  try {
    await run(instance, warmJobs, 'warm');
    const [page] = browser.contexts().flatMap((context) => context.pages());
    const shown = page?.url() ?? '';
    const outer = found.with.length % 2 === 0 ? 'with' : 'console';
    const inner = outer === 'with' ? 'console' : 'with';
    const halves = { with: [] as Figures[], console: [] as Figures[] };
    for (const [turn, kind] of ([outer, inner, inner, outer] as const).entries()) {
      await page?.goto(kind === 'console' ? shown : 'about:blank');
      if (page && kind === 'console') await untilUsable(page);
      halves[kind].push(await measure(instance, `${kind}-${turn}`));
    }
    found.with.push(both(...halves.with));
    found.console.push(both(...halves.console));
  } finally {
    await browser.close();
  }
}

/** Of as many jobs each. */
function both(...halves: readonly Figures[]): Figures {
  const mean = (of: (one: Figures) => number) =>
    halves.reduce((sum, one) => sum + of(one), 0) / halves.length;
  return { jobsPerS: 1 / mean(({ jobsPerS }) => 1 / jobsPerS), cpuS: mean(({ cpuS }) => cpuS) };
}

async function measure(instance: TestInstance, name: string): Promise<Figures> {
  const root = parentOf(await instance.pidOf('gateway'));
  return run(instance, jobs, name, () => cpuSecondsOf(root));
}

async function openConsole(link: string) {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: chromiumFlags,
    ...(executablePath ? { executablePath } : {}),
  });
  const page = await browser.newPage({ viewport });
  await page.goto(link);
  await untilUsable(page);
  return browser;
}

async function run(instance: TestInstance, count: number, name: string, cpuS = () => 0): Promise<Figures> {
  const files = Array.from({ length: count }, (_, index) => ({
    fileName: `${name}-${index}.noop`,
    content: `noop ${name} ${index}`,
  }));
  const id = await fillBatch(instance, files, 'paused');
  const before = cpuS();
  await instance.api.batches.resume.mutate({ id, key: crypto.randomUUID() });
  await batchEnd(instance, id);
  const usedS = cpuS() - before;
  const [row] = await query<{ seconds: number }>(
    instance,
    `select (max(j.finished_at) - min(j.finished_at))::float8 / 1000 as seconds
     from flightline.batch_members m join flightline.jobs j on j.id = m.job_id where m.batch_id = $1`,
    [id],
  );
  return { jobsPerS: (count - 1) / (row?.seconds ?? Number.NaN), cpuS: (usedS * 1000) / count };
}
