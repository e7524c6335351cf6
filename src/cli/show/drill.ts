/** `flightline drill`: holds one, tells each step, and ends with its verdict. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { DrillReport } from '#contract/drills';
import type { Session } from '../connect/session';
import { CannotError, UsageError, exitCodes } from '../exit-codes';
import { plain, toneOf } from '../text/style';
import { tableText } from '../text/table';
import { counted, timeText } from '../text/units';
import { ShowOptions } from './command-options';
import { printJson, printText, say, tableOptions } from './print';
import { withSession } from './with-session';

const Options = ShowOptions.extend({
  last: z.boolean().default(false),
  report: z.string().optional(),
});
const lookEveryMs = 250;

/** @returns the exit code: 1 when something was lost */
export async function drill(_: string[], typed: unknown): Promise<number> {
  const options = Options.parse(typed);
  if (options.report !== undefined) await assertFolderOf(options.report);
  const report = await withSession(
    options.data,
    (session) => (options.last ? lastOf(session) : hold(session)),
    'never',
  );
  if (options.report !== undefined) {
    await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
    say(`The report is in ${options.report}.`);
  }
  if (options.json) await printJson(report);
  else await printText(reportText(report));
  return report.state === 'passed' ? exitCodes.done : exitCodes.failure;
}

/** Asked before anything is killed. @throws UsageError */
async function assertFolderOf(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new UsageError(`${file} cannot be written: there is no folder ${folder} that may be written to.`, {
      cause,
    });
  });
}

async function lastOf({ call }: Session): Promise<DrillReport> {
  const [last] = await call((api) => api.drills.list.query());
  if (!last) throw new CannotError('No drill was held yet; “flightline drill” holds one.');
  return last;
}

async function hold({ call }: Session): Promise<DrillReport> {
  const key = randomUUID();
  let report = await call((api) => api.drills.start.mutate({ key }));
  const { id } = report;
  let told = 0;
  for (;;) {
    for (const { text } of report.steps.slice(told)) say(text);
    told = report.steps.length;
    if (report.state !== 'running') return report;
    await delay(lookEveryMs);
    report = await call((api) => api.drills.get.query({ id }));
  }
}

function reportText({ id, state, startedAt, jobs, checks, summary }: DrillReport): string {
  const options = tableOptions();
  const { paint = plain } = options;
  return [
    `Drill ${id} of ${timeText(startedAt)}, ${counted(jobs, 'job')}: ${paint(state, toneOf(state) ?? 'dim')}`,
    tableText(columns, checks, options),
    ...(summary === null ? [] : [summary]),
  ].join('\n\n');
}

type Check = DrillReport['checks'][number];
const columns = [
  { title: 'CHECK', value: ({ name }: Check) => name },
  { title: 'EXPECTED', value: ({ expected }: Check) => expected, align: 'right' as const },
  { title: 'FOUND', value: ({ found }: Check) => found, align: 'right' as const },
  {
    title: 'HOLDS',
    value: ({ ok }: Check) => (ok ? 'yes' : 'no'),
    tone: ({ ok }: Check) => (ok ? ('good' as const) : ('bad' as const)),
  },
];
