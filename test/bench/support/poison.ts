/** A job that kills whatever process runs it, among innocent ones. */
import type { TestInstance } from '../../helpers/instance';
import { ended, jobIdOf, upload } from '../../helpers/uploads';
import type { BenchRow } from '../bench-row';
import { query, withInstance } from './bench-instance';
import { median, spread, sum } from './numbers';

const runs = 5;
const neighbours = 200;

async function poisonRun(
  instance: TestInstance,
  run: number,
): Promise<{ terminalMs: number; failed: number }> {
  const innocent = (index: number) => ({
    fileName: `${run}-${index}.brief`,
    content: `brief 10 ${run} ${index}`,
  });
  const half = neighbours / 2;
  const files = [
    ...Array.from({ length: half }, (_, index) => innocent(index)),
    { fileName: `${run}.poison`, content: `poison ${run}` },
    ...Array.from({ length: half }, (_, index) => innocent(half + index)),
  ];
  const items = await upload(instance, files);
  const { job } = await ended(instance, jobIdOf(items[half]));
  for (const item of items) await ended(instance, jobIdOf(item), 60_000);
  const [row] = await query<{ failed: number }>(
    instance,
    `select count(*)::int as failed from flightline.jobs where engine = 'brief' and state <> 'completed'`,
  );
  return { terminalMs: (job.finishedAt ?? Number.NaN) - job.acceptedAt, failed: row?.failed ?? Number.NaN };
}

export async function poisonRows(): Promise<BenchRow[]> {
  const found = await withInstance({ env: { FLIGHTLINE_PROCESSES_PER_POOL: '2' } }, async (instance) => {
    const each = [];
    for (let run = 0; run < runs; run++) each.push(await poisonRun(instance, run));
    return each;
  });
  const terminal = found.map(({ terminalMs }) => terminalMs);
  return [
    {
      measure: 'poison_terminal_ms',
      value: median(terminal),
      unit: 'ms',
      target: 5000,
      runs,
      note: `from acceptance to dead letter, among ${neighbours} others; ${spread(terminal)}`,
    },
    {
      measure: 'innocents_failed',
      value: sum(found.map(({ failed }) => failed)),
      unit: 'jobs',
      target: 0,
      runs,
      note: `of ${runs * neighbours}`,
    },
  ];
}
