/** Power cuts at several moments; see test/helpers/power-cut.ts for what is emulated and what is not. */
import { type PowerCutReport, runPowerCut } from '../../helpers/power-cut';
import type { BenchRow } from '../bench-row';
import { testEntry } from './bench-instance';
import { spread, sum } from './numbers';

const runs = 5;
const jobs = 2000; // 10,000 at a time take minutes to upload

export async function powerCutRows(): Promise<BenchRow[]> {
  const entry = await testEntry();
  const reports: PowerCutReport[] = [];
  for (let seed = 1; seed <= runs; seed++) reports.push(await runPowerCut({ entry, jobs, seed }));
  const all = (pick: (report: PowerCutReport) => number) => reports.map(pick);
  return [
    {
      measure: 'acknowledged_lost_after_power_cut',
      value: sum(all(({ lost }) => lost)),
      unit: 'jobs',
      target: 0,
      runs,
      note: `of ${sum(all(({ acknowledged }) => acknowledged))} acknowledged; Redis lost ${spread(
        all(({ cutBytes }) => cutBytes / 1e6),
        1,
      )} MB of log, ${spread(all(({ requeued }) => requeued))} jobs were queued again`,
    },
    {
      measure: 'doubled_after_power_cut',
      value: sum(all(({ doubled }) => doubled)),
      unit: 'jobs',
      target: 0,
      runs,
      note: `restart ${spread(
        all(({ restartMs }) => restartMs / 1000),
        1,
      )} s`,
    },
  ];
}
