/** The autoscaler against pools of a fixed size, on a recorded burst that is replayed second by second on real processes. */
import { setTimeout as delay } from 'node:timers/promises';
import type { PoolChange } from '#contract/workers';
import recorded from '../../fixtures/loads/flights.json';
import { type TestInstance, until } from '../../helpers/instance';
import { upload } from '../../helpers/uploads';
import type { BenchRow } from '../bench-row';
import { query, withInstance } from './bench-instance';

/** From shortly before the burst to shortly after it. */
const arrivals = recorded.arrivals.slice(24, 55);
const jobs = arrivals.reduce((sum, count) => sum + count, 0);
const most = 6;
const drainTargetS = 5;
const lookEveryMs = 250;

const plans: Record<string, PoolChange> = {
  'fixed at 1': { processes: 1 },
  [`fixed at ${most}`]: { processes: most },
  autoscaled: { autoscale: { on: true, min: 1, max: most, drainS: drainTargetS } },
};

interface Outcome {
  /** From the first arrival to the end of the last job. */
  drainS: number;
  workerSeconds: number;
  mostProcesses: number;
  waitP95Ms: number;
  lost: number;
}

export async function scalingRows(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [name, change] of Object.entries(plans)) {
    const outcome = await withInstance(
      { env: { FLIGHTLINE_PROCESSES_PER_POOL: '1', FLIGHTLINE_THREADS_PER_PROCESS: '1' } },
      (instance) => replay(instance, change),
    );
    const note = `${name}: ${jobs} jobs of ${recorded.serviceMs} ms, up to ${outcome.mostProcesses} processes, ${outcome.lost} lost`;
    rows.push(
      { measure: `scaling_drain_s (${name})`, value: outcome.drainS, unit: 's', runs: 1, note },
      { measure: `scaling_worker_seconds (${name})`, value: outcome.workerSeconds, unit: 's', runs: 1, note },
      { measure: `scaling_wait_p95_ms (${name})`, value: outcome.waitP95Ms, unit: 'ms', runs: 1, note },
    );
  }
  return rows;
}

async function replay(instance: TestInstance, change: PoolChange): Promise<Outcome> {
  const { api } = instance;
  await api.workers.change.mutate({ pool: 'igc', change, key: crypto.randomUUID() });
  const ofPool = async () =>
    (await api.system.processes.query()).filter(({ pool, pid }) => pool === 'igc' && pid !== null);
  const first = change.processes ?? 1;
  await until('the pool', async () => {
    const processes = await ofPool();
    return processes.length === first && processes.every(({ state }) => state === 'ready');
  });
  const startedAt = performance.now();
  const watched = new AbortController();
  const watching = watchSize(async () => (await ofPool()).length, watched.signal);
  let sent = 0;
  for (const [second, count] of arrivals.entries()) {
    await delay(Math.max(0, startedAt + second * 1000 - performance.now()));
    const files = Array.from({ length: count }, () => ({
      fileName: `${sent}.brief`,
      content: `brief ${recorded.serviceMs} ${sent++}`,
    }));
    if (files.length > 0) await upload(instance, files, '?engine=brief&lane=normal');
  }
  await until(
    'the last job',
    async () => {
      const { completed, failed } = await api.jobs.counts.query({ engine: 'brief' });
      return completed + failed === jobs;
    },
    300_000,
  );
  const drainS = (performance.now() - startedAt) / 1000;
  watched.abort();
  const size = await watching;
  const [row] = await query<{ p95: number; results: number }>(
    instance,
    `select percentile_cont(0.95) within group (order by wait_ms)::float8 as p95,
       (select count(*)::int from flightline.results) as results
     from flightline.jobs where engine = 'brief'`,
  );
  return { drainS, ...size, waitP95Ms: row?.p95 ?? NaN, lost: jobs - (row?.results ?? 0) };
}

/** Processes over time, until the signal aborts. */
async function watchSize(
  count: () => Promise<number>,
  signal: AbortSignal,
): Promise<Pick<Outcome, 'workerSeconds' | 'mostProcesses'>> {
  let workerSeconds = 0;
  let mostProcesses = 0;
  let at = performance.now();
  while (!signal.aborted) {
    const processes = await count();
    const now = performance.now();
    workerSeconds += (processes * (now - at)) / 1000;
    mostProcesses = Math.max(mostProcesses, processes);
    at = now;
    await delay(lookEveryMs);
  }
  return { workerSeconds, mostProcesses };
}
