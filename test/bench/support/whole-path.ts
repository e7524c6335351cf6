/** The whole path through a real instance: no-op jobs with stored results, and a flight from upload to `completed`. */
import { setTimeout as delay } from 'node:timers/promises';
import { makeFlight, makeRandom } from '../../fixtures/make-flight';
import type { TestInstance } from '../../helpers/instance';
import { jobIdOf, upload } from '../../helpers/uploads';
import type { BenchRow } from '../bench-row';
import { batchEnd, fillBatch, query, withInstance } from './bench-instance';
import { median, percentile, spread } from './numbers';

const runs = 5;
const recordedJobs = 5000;
const flightsPerSecond = 5;
const flightsPerRun = 60;
const eventLimitMs = 20_000;

async function recordedPerSecond(instance: TestInstance, run: number): Promise<number> {
  const files = Array.from({ length: recordedJobs }, (_, index) => ({
    fileName: `${index}.noop`,
    content: `noop ${run} ${index}`,
  }));
  const id = await fillBatch(instance, files, 'paused');
  await instance.api.batches.resume.mutate({ id, key: crypto.randomUUID() });
  await batchEnd(instance, id);
  const [row] = await query<{ seconds: number }>(
    instance,
    `select (max(j.finished_at) - min(j.finished_at))::float8 / 1000 as seconds
     from flightline.batch_members m join flightline.jobs j on j.id = m.job_id where m.batch_id = $1`,
    [id],
  );
  return (recordedJobs - 1) / (row?.seconds ?? Number.NaN);
}

/** Listens as a console does: when each job was known to have completed. */
export function completions(instance: TestInstance) {
  const at = new Map<string, number>();
  const { unsubscribe } = instance.api.events.subscribe(undefined, {
    onData(event) {
      if (event.type !== 'jobs') return;
      for (const { id, state } of event.changes)
        if (state === 'completed' && !at.has(id)) at.set(id, performance.now());
    },
  });
  return { at, unsubscribe };
}

async function ingestToDoneMs(instance: TestInstance, run: number): Promise<number[]> {
  const random = makeRandom(run + 1);
  const done = completions(instance);
  await delay(300);
  const sent = Array.from({ length: flightsPerRun }, (_, index) => {
    const { bytes } = makeFlight({ fixes: 300, seed: run * 1000 + index });
    return { fileName: `flight-${index}.igc`, content: new Uint8Array(bytes) };
  });
  const uploads: Promise<{ id: string; from: number }>[] = [];
  for (const file of sent) {
    await delay((-Math.log(1 - random()) / flightsPerSecond) * 1000);
    const from = performance.now();
    uploads.push(
      upload(instance, [file], '?engine=xcmetrics').then(([item]) => ({ id: jobIdOf(item), from })),
    );
  }
  const accepted = await Promise.all(uploads);
  const deadline = performance.now() + eventLimitMs;
  while (accepted.some(({ id }) => !done.at.has(id)) && performance.now() < deadline) await delay(20);
  done.unsubscribe();
  return accepted.map(({ id, from }) => (done.at.get(id) ?? Number.POSITIVE_INFINITY) - from);
}

export async function wholePathRows(): Promise<BenchRow[]> {
  return withInstance({}, async (instance) => {
    await ingestToDoneMs(instance, 100); // compiles and connects
    const rates: number[] = [];
    const p50: number[] = [];
    const p95: number[] = [];
    for (let run = 0; run < runs; run++) {
      const latencies = await ingestToDoneMs(instance, run);
      p50.push(percentile(latencies, 0.5));
      p95.push(percentile(latencies, 0.95));
    }
    for (let run = 0; run < runs; run++) rates.push(await recordedPerSecond(instance, run));
    return [
      {
        measure: 'ingest_to_done_p95_ms',
        value: median(p95),
        unit: 'ms',
        runs,
        note: `flights of 300 fixes over HTTP, ${flightsPerSecond}/s Poisson, until the console's event; p50 ${median(p50).toFixed(0)}, p95 ${spread(p95)}`,
      },
      {
        measure: 'noop_jobs_per_s_recorded',
        value: median(rates),
        unit: 'jobs/s',
        runs,
        note: `whole path: engine thread reads the blob, result stored; one process, 2 threads, ${recordedJobs} jobs; ${spread(rates)}`,
      },
    ];
  });
}
