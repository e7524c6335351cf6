/** `flightline schedules`: list, show, preview, pause, resume, delete, restore, run, history. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type CatchUp, type Schedule, type ScheduleRun, ScheduleRunState } from '#contract/schedules';
import { workText } from '#contract/schedule-text';
import type { ActResult } from '#contract/jobs';
import type { Session } from '../connect/session';
import { exitCodes } from '../exit-codes';
import { plain, toneOf } from '../text/style';
import { pairsText, tableText } from '../text/table';
import { counted, timeText } from '../text/units';
import { act, checkActTarget } from './act';
import { ActOptions, ShowOptions } from './command-options';
import { printJson, printRows, printText, say, tableOptions } from './print';
import { ownTimeZone } from './schedule-adds';
import { withSession } from './with-session';

/** Local time, and what the clocks of the schedule's zone show then where that is another time. */
function nextText(at: number, timeZone: string): string {
  const there = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return there === timeText(at) ? there : `${timeText(at)}  (${there} in ${timeZone})`;
}

const missed: Record<CatchUp, string> = {
  none: 'left out',
  once: 'made up for by one run',
  all: 'made up for one by one',
};

const stateOf = ({ paused, lastRun }: Schedule) => (paused ? 'paused' : (lastRun?.state ?? null));

const columns = [
  { title: 'ID', value: ({ id }: Schedule) => id },
  { title: 'NAME', value: ({ name }: Schedule) => name, flexible: true },
  { title: 'WHEN', value: ({ words }: Schedule) => words, flexible: true },
  { title: 'ZONE', value: ({ timeZone }: Schedule) => timeZone },
  { title: 'NEXT', value: ({ nextAt }: Schedule) => timeText(nextAt) },
  { title: 'LAST', value: ({ lastRun }: Schedule) => timeText(lastRun?.dueAt ?? null) },
  { title: 'STATE', value: stateOf, tone: (row: Schedule) => toneOf(stateOf(row) ?? '') },
];

const runColumns = [
  { title: 'DUE', value: ({ dueAt }: ScheduleRun) => timeText(dueAt) },
  { title: 'SCHEDULE', value: ({ scheduleName }: ScheduleRun) => scheduleName, flexible: true },
  { title: 'CAUSE', value: ({ cause }: ScheduleRun) => cause },
  {
    title: 'STATE',
    value: ({ state }: ScheduleRun) => state,
    tone: ({ state }: ScheduleRun) => toneOf(state),
  },
  { title: 'BATCH', value: ({ batch }: ScheduleRun) => batch?.id ?? null },
  { title: 'WHAT', value: ({ message }: ScheduleRun) => message, flexible: true },
];

export async function listSchedules(_: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const rows = await withSession(options.data, ({ call }) => call((api) => api.schedules.list.query()));
  if (options.json) await printJson(rows);
  else await printRows(columns, rows, 'There is no schedule.');
  return exitCodes.done;
}

export async function showSchedule([id = '']: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const found = await withSession(options.data, async ({ call }) => {
    const schedule = await call((api) => api.schedules.get.query({ id }));
    const { next } = await call((api) => api.schedules.preview.query(schedule));
    const history = await call((api) => api.schedules.history.query({ scheduleId: id, limit: 10 }));
    return { schedule, next, history };
  });
  if (options.json) await printJson({ ...found.schedule, next: found.next, history: found.history.rows });
  else await printText(scheduleText(found));
  return exitCodes.done;
}

function scheduleText(found: {
  schedule: Schedule;
  next: number[];
  history: { rows: ScheduleRun[] };
}): string {
  const { schedule, next, history } = found;
  const options = tableOptions();
  const facts = pairsText(
    [
      ['Schedule', schedule.id],
      ['Name', schedule.name],
      ['When', `${schedule.words} (${schedule.cron}), ${schedule.timeZone}`],
      ['Missed times', missed[schedule.catchUp]],
      ['Does', workText(schedule.work)],
      ['Input', schedule.work.kind === 'engine-act' ? JSON.stringify(schedule.work.input ?? {}) : null],
      ['Declared by', schedule.engine],
      ['Paused', schedule.paused ? 'yes' : null],
      ['Removed', removedText(schedule)],
      ...(schedule.paused || schedule.removedAt !== null
        ? []
        : next.map((at, index) => [index === 0 ? 'Next' : '', nextText(at, schedule.timeZone)] as const)),
    ],
    options.paint ?? plain,
  );
  return [
    facts,
    history.rows.length > 0 ? tableText(runColumns, history.rows, options) : 'It has not run yet.',
  ].join('\n\n');
}

function removedText({ id, removedAt }: Schedule): string | null {
  return removedAt === null
    ? null
    : `${timeText(removedAt)}; “flightline schedules restore ${id}” puts it back`;
}

const PreviewOptions = ShowOptions.extend({ timeZone: z.string().optional() });

export async function previewCron([cron = '']: string[], typed: unknown): Promise<number> {
  const { timeZone = ownTimeZone(), ...options } = PreviewOptions.parse(typed);
  const preview = await withSession(options.data, ({ call }) =>
    call((api) => api.schedules.preview.query({ cron, timeZone })),
  );
  if (options.json) await printJson(preview);
  else if (preview.problem !== null) say(preview.problem);
  else
    await printText(
      [`${preview.words ?? ''} (${timeZone})`, ...preview.next.map((at) => nextText(at, timeZone))].join(
        '\n',
      ),
    );
  return preview.problem === null ? exitCodes.done : exitCodes.failure;
}

interface ScheduleAct {
  verb: string;
  past: string;
  /** Which of those listed `--all` means. */
  fits(schedule: Schedule): boolean;
  carryOut(session: Session, ids: string[]): Promise<ActResult>;
}

function scheduleAct(what: ScheduleAct) {
  return (ids: string[], typed: unknown): Promise<number> => {
    const options = ActOptions.parse(typed);
    checkActTarget(ids, options);
    return withSession(options.data, (session) =>
      act(session, ids, options, {
        ...what,
        thing: 'schedule',
        things: 'schedules',
        isFinal: false,
        collect: async () => {
          const all = await session.call((api) => api.schedules.list.query());
          return all.filter((schedule) => what.fits(schedule)).map(({ id }) => id);
        },
        carryOut: (some) => what.carryOut(session, some),
      }),
    );
  };
}

export const pauseSchedules = scheduleAct({
  verb: 'pause',
  past: 'paused',
  fits: ({ paused }) => !paused,
  carryOut({ call }, ids) {
    const key = randomUUID();
    return call((api) => api.schedules.pause.mutate({ ids, key }));
  },
});

export const resumeSchedules = scheduleAct({
  verb: 'resume',
  past: 'resumed',
  fits: ({ paused }) => paused,
  carryOut({ call }, ids) {
    const key = randomUUID();
    return call((api) => api.schedules.resume.mutate({ ids, key }));
  },
});

export const removeSchedules = scheduleAct({
  verb: 'delete',
  past: 'deleted',
  fits: () => true,
  carryOut({ call }, ids) {
    const key = randomUUID();
    return call((api) => api.schedules.remove.mutate({ ids, key }));
  },
});

export const restoreSchedules = scheduleAct({
  verb: 'restore',
  past: 'restored',
  fits: () => false, // those that are listed were not removed
  carryOut({ call }, ids) {
    const key = randomUUID();
    return call((api) => api.schedules.restore.mutate({ ids, key }));
  },
});

const RunOptions = ShowOptions.extend({ wait: z.boolean().default(false) });
const lookEveryMs = 200;

export async function runSchedule([id = '']: string[], typed: unknown): Promise<number> {
  const options = RunOptions.parse(typed);
  const key = randomUUID();
  const run = await withSession(options.data, async ({ call }) => {
    const begun = await call((api) => api.schedules.run.mutate({ id, key }));
    for (let seen = begun; ; await delay(lookEveryMs)) {
      if (!options.wait || (seen.state !== 'waiting' && seen.state !== 'running')) return seen;
      const { rows } = await call((api) => api.schedules.history.query({ scheduleId: id, limit: 20 }));
      seen = rows.find((one) => one.id === begun.id) ?? seen;
    }
  });
  if (options.json) await printJson(run);
  else await printText(`${run.scheduleName}: ${run.state}${run.message === null ? '' : `. ${run.message}`}`);
  return run.state === 'failed' ? exitCodes.failure : exitCodes.done;
}

const HistoryOptions = ShowOptions.extend({
  limit: z.number().default(50),
  state: z.array(ScheduleRunState).optional(),
});

export async function listHistory([id]: string[], typed: unknown): Promise<number> {
  const { data, json, limit, state } = HistoryOptions.parse(typed);
  const page = await withSession(data, async ({ call }) => {
    if (id !== undefined) await call((api) => api.schedules.get.query({ id })); // or it says that there is none
    return call((api) =>
      api.schedules.history.query({
        limit: Math.min(limit, 500),
        ...(id === undefined ? {} : { scheduleId: id }),
        ...(state === undefined ? {} : { states: state }),
      }),
    );
  });
  if (json) await printJson(page);
  else await printRows(runColumns, page.rows, 'There was no such run yet.');
  if (!json && page.rows.length < page.total)
    say(`${page.rows.length} of ${counted(page.total, 'run')}; --limit shows more.`);
  return exitCodes.done;
}
