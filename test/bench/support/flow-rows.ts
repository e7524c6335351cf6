/** The whole workflow of a flight through queue and store, and its ratio to the time the engines themselves take. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRow } from '../bench-row';
import { batchEnd, fillBatch, query, withInstance } from './bench-instance';
import { median, spread } from './numbers';

const RUNS = 5;
const npmFlights = 'node_modules/igc-xc-score/test';

function flightsOf(run: number): { fileName: string; content: Uint8Array<ArrayBuffer> }[] {
  return readdirSync(npmFlights)
    .filter((name) => /\.igc$/i.test(name))
    .map((fileName) => ({
      fileName,
      // A comment makes it other work than the run before.
      content: new Uint8Array(
        Buffer.concat([readFileSync(join(npmFlights, fileName)), Buffer.from(`LXXXRUN ${run}\r\n`)]),
      ),
    }));
}

export async function flowRows(): Promise<BenchRow[]> {
  const rates: number[] = [];
  const engineShares: number[] = [];
  await withInstance({}, async (instance) => {
    for (let run = -1; run < RUNS; run++) {
      const files = flightsOf(run);
      const id = await fillBatch(instance, files, 'paused');
      await instance.api.batches.resume.mutate({ id, key: crypto.randomUUID() });
      await batchEnd(instance, id);
      const [found] = await query<{ wall_ms: number; engine_ms: number; unfinished: number }>(
        instance,
        `select max(j.finished_at) - min(j.started_at) as wall_ms, sum(j.run_ms) as engine_ms,
           count(*) filter (where j.state <> 'completed')::int as unfinished
         from flightline.batch_members m join flightline.jobs j on j.id = m.job_id where m.batch_id = $1`,
        [id],
      );
      if (!found || found.unfinished > 0)
        throw new Error(`${found?.unfinished ?? 'All'} jobs did not complete.`);
      if (run < 0) continue; // the first warms engines up
      const wallS = Number(found.wall_ms) / 1000;
      rates.push(files.length / wallS);
      engineShares.push(Number(found.engine_ms) / 1000 / wallS);
    }
  });
  return [
    {
      measure: 'flow_flights_per_s',
      value: median(rates),
      unit: 'flights/s',
      target: 6,
      runs: RUNS,
      note: `33 npm flights through xcmetrics, dem, geolookup, xcscore (XContest); one process, 2 threads; ${spread(rates, 1)}`,
    },
    {
      measure: 'flow_engine_time_ratio',
      value: median(engineShares),
      unit: '',
      runs: RUNS,
      note: 'sum of the times of all engine runs over the time from the first start to the last end; 2 is the most',
    },
  ];
}
