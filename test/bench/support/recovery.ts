/** kill -9 of engine processes under load: how soon the jobs they held are started again. */
import { type TestInstance, kill, until } from '../../helpers/instance';
import type { BenchRow } from '../bench-row';
import { batchEnd, fillBatch, query, withInstance } from './bench-instance';
import { percentile } from './numbers';

const kills = 10;
const jobMs = 10;
const jobs = 6000;
const names = ['engine-igc-1', 'engine-igc-2'] as const;

/** Waits until all processes run and two of them work; `killed` may still be on the list for a moment. */
async function allAtWork(instance: TestInstance, killed: number): Promise<void> {
  await until('all processes at work', async () => {
    const processes = await instance.api.system.processes.query();
    const working = processes.filter(({ working: jobsOf }) => jobsOf.length > 0);
    return processes.every(({ state, pid }) => state === 'ready' && pid !== killed) && working.length >= 2;
  });
}

/** For each job that a kill interrupted, ms from that kill to its next start. */
async function interruptedMs(instance: TestInstance): Promise<{ recovered: number[]; unfinished: number }> {
  const files = Array.from({ length: jobs }, (_, index) => ({
    fileName: `${index}.brief`,
    content: `brief ${jobMs} ${index}`,
  }));
  const id = await fillBatch(instance, files, 'paused');
  await instance.api.batches.resume.mutate({ id, key: crypto.randomUUID() });
  const killedAt: number[] = [];
  let pid = 0;
  for (let index = 0; index < kills; index++) {
    await allAtWork(instance, pid);
    pid = await instance.pidOf(names[index % 2] ?? names[0]);
    killedAt.push(Date.now());
    kill(pid);
  }
  await batchEnd(instance, id);
  // A job that its process took down has a mark of crashes, and its start is that of the attempt after the last one.
  const rows = await query<{ started_at: number; state: string }>(
    instance,
    'select started_at, state from flightline.jobs where crashes > 0',
  );
  const recovered = rows.map(
    ({ started_at: at }) => at - Math.max(...killedAt.filter((killed) => killed <= at)),
  );
  return { recovered, unfinished: rows.filter(({ state }) => state !== 'completed').length };
}

export async function recoveryRows(): Promise<BenchRow[]> {
  const { recovered, unfinished } = await withInstance(
    { env: { FLIGHTLINE_PROCESSES_PER_POOL: '2' } },
    interruptedMs,
  );
  const note = `${kills} × kill -9 of one of two engine processes, jobs of ${jobMs} ms; ${recovered.length} jobs interrupted, ${unfinished} of them not completed`;
  return [
    {
      measure: 'recovery_ms_median',
      value: percentile(recovered, 0.5),
      unit: 'ms',
      target: 100,
      runs: kills,
      note,
    },
    {
      measure: 'recovery_ms_worst',
      value: Math.max(...recovered),
      unit: 'ms',
      target: 1500,
      runs: kills,
      note: `p95 ${percentile(recovered, 0.95).toFixed(0)}`,
    },
  ];
}
