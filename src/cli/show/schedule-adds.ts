/** `flightline schedules add-…`: what is worked by the clock. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { Lane } from '#contract/queues';
import { CatchUp, type ScheduledWork } from '#contract/schedules';
import { UsageError, exitCodes } from '../exit-codes';
import { timeText } from '../text/units';
import { ShowOptions } from './command-options';
import { printJson, printText } from './print';
import { withSession } from './with-session';

export const ownTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const ClockOptions = ShowOptions.extend({
  cron: z.string(),
  name: z.string().optional(),
  timeZone: z.string().optional(),
  catchUp: CatchUp,
  catchUpLimit: z.number().optional(),
});

async function add(typed: unknown, otherwiseNamed: string, work: ScheduledWork): Promise<number> {
  const { data, json, name = otherwiseNamed, timeZone = ownTimeZone(), ...clock } = ClockOptions.parse(typed);
  const key = randomUUID();
  const schedule = await withSession(data, ({ call }) =>
    call((api) => api.schedules.save.mutate({ ...clock, name, timeZone, work, key })),
  );
  if (json) await printJson(schedule);
  else await printText(`${schedule.id}: ${schedule.words}, next at ${timeText(schedule.nextAt)}`);
  return exitCodes.done;
}

const FolderOptions = z.object({
  engine: z.string().optional(),
  lane: Lane,
  everyFile: z.boolean().default(false),
});

export async function addFolder(paths: string[], typed: unknown): Promise<number> {
  const { engine, lane, everyFile } = FolderOptions.parse(typed);
  const absolute = paths.map((one) => path.resolve(one));
  return add(typed, `New files of ${path.basename(absolute[0] ?? '')}`, {
    kind: 'folder',
    paths: absolute,
    lane,
    onlyChanged: !everyFile,
    ...(engine === undefined ? {} : { engine }),
  });
}

const InputOption = z.object({ input: z.string() });

export async function addAct([what = '']: string[], typed: unknown): Promise<number> {
  const [engine = '', name = ''] = what.split('/');
  if (name === '') throw new UsageError('Name the act as ENGINE/ACT, e.g. geolookup/import.');
  const text = InputOption.parse(typed).input;
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    throw new UsageError('--input is not JSON.', { cause: error });
  }
  return add(typed, `${name[0]?.toUpperCase() ?? ''}${name.slice(1)} of ${engine}`, {
    kind: 'engine-act',
    engine,
    act: name,
    input,
  });
}

const HouseOptions = z.object({
  runsAfterDays: z.number().nullable().default(null),
  historyAfterDays: z.number().default(90),
});

export async function addHousekeeping(_: string[], typed: unknown): Promise<number> {
  const { runsAfterDays, historyAfterDays } = HouseOptions.parse(typed);
  return add(typed, 'Housekeeping', {
    kind: 'housekeeping',
    removeRunsAfterDays: runsAfterDays,
    removeHistoryAfterDays: historyAfterDays,
    removeUnusedFiles: true,
  });
}

const BackupOptions = z.object({ folder: z.string().optional(), keep: z.number().default(7) });

export async function addBackup(_: string[], typed: unknown): Promise<number> {
  const { folder, keep } = BackupOptions.parse(typed);
  return add(typed, 'Backup', {
    kind: 'backup',
    folder: folder === undefined ? null : path.resolve(folder),
    keep,
  });
}
