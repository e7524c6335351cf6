/** `flightline workers`: list, pause, resume, drain, replace, restart, kill. */
import { randomUUID } from 'node:crypto';
import { FlightlineError } from '#contract/errors';
import type { ActResult } from '#contract/jobs';
import type { ProcessInfo } from '#contract/system';
import type { PoolInfo, ProcessActName } from '#contract/workers';
import type { Session } from '../connect/session';
import { exitCodes } from '../exit-codes';
import { toneOf } from '../text/style';
import { tableText } from '../text/table';
import { bytesText, durationText } from '../text/units';
import { act, checkActTarget, resultText } from './act';
import { ActOptions, ShowOptions } from './command-options';
import { printJson, printText, tableOptions } from './print';
import { poolOf } from './scale-target';
import { withSession } from './with-session';

async function read({ call }: Session) {
  const [pools, processes] = await Promise.all([
    call((api) => api.workers.pools.query()),
    call((api) => api.system.processes.query()),
  ]);
  return { pools, processes };
}

/** @returns the exit code */
export async function listWorkers(_: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const { pools, processes } = await withSession(data, read, 'never');
  if (json) await printJson({ pools, processes });
  else
    await printText(
      [
        tableText(poolColumns, pools, tableOptions()),
        tableText(processColumns, processes, tableOptions()),
      ].join('\n\n'),
    );
  return exitCodes.done;
}

const right = 'right' as const;

const poolColumns = [
  { title: 'POOL', value: ({ pool }: PoolInfo) => pool },
  { title: 'PROCESSES', value: ({ wanted }: PoolInfo) => wanted, align: right },
  { title: 'JOBS EACH', value: ({ settings }: PoolInfo) => settings.concurrency, align: right },
  {
    title: 'SCALING',
    value: ({ settings: { autoscale } }: PoolInfo) =>
      autoscale.on
        ? `${autoscale.min}–${autoscale.max}${autoscale.heldUntil === null ? '' : ', held'}`
        : 'by hand',
  },
  { title: 'WAITING', value: ({ depth }: PoolInfo) => depth.waiting, align: right },
  { title: 'ACTIVE', value: ({ depth }: PoolInfo) => depth.active, align: right },
  {
    title: 'STATE',
    value: ({ settings }: PoolInfo) => (settings.paused ? 'paused' : 'running'),
    tone: ({ settings }: PoolInfo) => toneOf(settings.paused ? 'paused' : 'running'),
  },
  { title: 'WHY', value: ({ reason }: PoolInfo) => reason, flexible: true },
];

const stateOf = ({ state, paused }: ProcessInfo) => (paused && state === 'ready' ? 'paused' : state);

const processColumns = [
  { title: 'PROCESS', value: ({ name }: ProcessInfo) => name },
  { title: 'STATE', value: stateOf, tone: (process: ProcessInfo) => toneOf(stateOf(process)) },
  { title: 'PID', value: ({ pid }: ProcessInfo) => pid, align: right },
  {
    title: 'UP',
    value: ({ startedAt }: ProcessInfo) => (startedAt === null ? null : durationText(Date.now() - startedAt)),
    align: right,
  },
  {
    title: 'CPU',
    value: ({ cpu }: ProcessInfo) => (cpu === null ? null : `${Math.round(cpu * 100)} %`),
    align: right,
  },
  {
    title: 'MEMORY',
    value: ({ rssBytes }: ProcessInfo) => (rssBytes === null ? null : bytesText(rssBytes)),
    align: right,
  },
  {
    title: 'JOBS',
    value: ({ slots }: ProcessInfo) => (slots === null ? null : `${slots.used}/${slots.limit}`),
    align: right,
  },
  { title: 'DONE', value: ({ jobsDone }: ProcessInfo) => jobsDone, align: right },
  { title: 'RESTARTS', value: ({ restarts }: ProcessInfo) => restarts, align: right },
  {
    title: 'WORKS ON',
    value: ({ working, reason }: ProcessInfo) =>
      reason ?? (working.map(({ fileName }) => fileName).join(', ') || null),
    flexible: true,
  },
];

/** Pools, engines or processes. */
function pausing(paused: boolean) {
  return async (names: string[], typed: unknown): Promise<number> => {
    const { data, json } = ShowOptions.parse(typed);
    const result = await withSession(
      data,
      async (session): Promise<ActResult> => {
        const { pools, processes } = await read(session);
        return each(names, async (name) => {
          const key = randomUUID();
          if (processes.some((process) => process.name === name))
            await session.call((api) =>
              api.workers.act.mutate({ name, act: paused ? 'pause' : 'resume', key }),
            );
          else {
            const { pool } = poolOf(pools, name);
            await session.call((api) => api.workers.change.mutate({ pool, change: { paused }, key }));
          }
        });
      },
      'never',
    );
    const words = {
      past: paused ? 'paused' : 'resumed',
      thing: 'pool or process',
      things: 'pools and processes',
    };
    if (json) await printJson(result);
    else await printText(resultText(result, words));
    return result.skipped.length > 0 ? exitCodes.incomplete : exitCodes.done;
  };
}
export const pauseWorkers = pausing(true);
export const resumeWorkers = pausing(false);

const pasts = {
  drain: 'told to finish and end',
  replace: 'replaced',
  restart: 'restarted',
  kill: 'killed',
} as const;

/** Acts on processes; `--all`: every engine process. */
export function actOnWorkers(what: Extract<ProcessActName, keyof typeof pasts>) {
  return async (names: string[], typed: unknown): Promise<number> => {
    const options = ActOptions.parse(typed);
    checkActTarget(names, options);
    return withSession(
      options.data,
      (session) =>
        act(session, names, options, {
          verb: what,
          past: pasts[what],
          thing: 'process',
          things: 'processes',
          isFinal: what === 'kill',
          collect: async () =>
            (await read(session)).processes.filter(({ kind }) => kind === 'engine').map(({ name }) => name),
          carryOut: (some) =>
            each(some, (name) =>
              session.call((api) => api.workers.act.mutate({ name, act: what, key: randomUUID() })),
            ),
        }),
      'never',
    );
  };
}

async function each(names: readonly string[], work: (name: string) => Promise<unknown>): Promise<ActResult> {
  const result: ActResult = { done: 0, skipped: [] };
  for (const name of names) {
    try {
      await work(name);
      result.done += 1;
    } catch (error) {
      if (!(error instanceof FlightlineError)) throw error;
      result.skipped.push({ id: name, reason: error.message });
    }
  }
  return result;
}
