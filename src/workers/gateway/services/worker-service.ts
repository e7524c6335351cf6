/** Engine processes and their pools: looked at, scaled, paused, ended. */
import { availableParallelism } from 'node:os';
import { FlightlineError } from '#contract/errors';
import type { ActResult } from '#contract/jobs';
import { type Pool, pools } from '#contract/queues';
import { type ProcessAct, topics } from '#contract/relay';
import type { Services } from '#contract/services';
import { startingValues } from '#contract/starting-values';
import type { PoolChange, PoolInfo } from '#contract/workers';
import { decisions } from '../../../stack/database/scaling';
import type { GatewayParts } from '../parts';
import { poolNamed } from '../scaling/pool-control';
import { whenReachable } from '../when-reachable';
import { processActs } from './process-acts';

/** A size chosen by hand stays so long before the autoscaler goes on. */
const holdMs = 15 * 60_000;

interface Sizing {
  pool: Pool;
  change: PoolChange;
  actor: string;
}

export function createWorkerService(parts: GatewayParts): Services['workers'] {
  const { facts, poolControl } = parts;
  const change = parts.acts.define(
    'workers.change',
    async ({ pool, change: wanted, actor }: Sizing, noted): Promise<PoolInfo> => {
      noted.before = { name: `pool ${pool}`, ...poolControl.settings(pool) };
      const before = poolControl.wanted(pool);
      await poolControl.change(pool, wanted);
      noted.after = { name: `pool ${pool}`, ...poolControl.settings(pool) };
      const after = poolControl.wanted(pool);
      if (after !== before && wanted.processes !== undefined) {
        const reason = `${before} → ${after}: chosen by hand.`;
        await parts.autoscaler.noteDecision(pool, { act: 'hand', actor, before, after, reason });
      }
      return describe(parts, pool);
    },
  );
  const drain = parts.acts.define(
    'workers.drain',
    async ({ name, pool, change: wanted, actor }: Sizing & { name: string }, noted): Promise<ActResult> => {
      noted.before = { processes: poolControl.wanted(pool) };
      parts.link.relay('supervisor', topics.processAct, { name, act: 'drain' });
      const before = poolControl.wanted(pool);
      await poolControl.change(pool, wanted);
      const after = poolControl.wanted(pool);
      noted.after = { processes: after };
      const reason = `${before} → ${after}: ${name} was drained by hand.`;
      if (after !== before)
        await parts.autoscaler.noteDecision(pool, { act: 'hand', actor, before, after, reason });
      return { done: 1, skipped: [] };
    },
  );
  /** Of each act that is being noted: what to call when it is noted for the first time. */
  const firstTime = new WeakMap<ProcessAct, () => void>();
  const note = parts.acts.defineFleeting(
    'processes.act',
    (subject: ProcessAct, noted): Promise<ActResult> => {
      const process = facts.processes.find(({ name }) => name === subject.name);
      if (process) {
        const { state, paused, pid } = process;
        noted.before = { name: process.name, state, paused, pid };
      }
      firstTime.get(subject)?.();
      return Promise.resolve({ done: 1, skipped: [] });
    },
  );
  const act = processActs({
    note(subject, by, isNew) {
      firstTime.set(subject, isNew);
      return note(subject, by);
    },
    carryOut: (subject) => parts.link.relay('supervisor', topics.processAct, subject),
    later: (noting) =>
      void whenReachable(noting).catch((error: unknown) =>
        parts.log.error('process-act-not-noted', { error }),
      ),
  });
  return {
    pools: () => Promise.all(pools.map((pool) => describe(parts, pool))),
    history: (seconds) =>
      Promise.resolve(
        pools.flatMap((pool) => parts.autoscaler.history(pool, seconds)).sort((a, b) => a.at - b.at),
      ),
    decisions: (query) => decisions(parts.database, query),
    change(name, wanted, by) {
      const pool = poolNamed(name);
      return change({ pool, change: held(parts, pool, wanted), actor: by.actor }, by);
    },
    act(name, what, by) {
      const process = facts.processes.find((one) => one.name === name);
      if (!process) throw new FlightlineError('NOT_FOUND', `There is no process named ${name}.`);
      if (process.kind === 'supervisor')
        throw new FlightlineError('CONFLICT', 'The supervisor ends with the program itself.');
      if (what === 'restart' || what === 'kill') return act({ name, act: what }, by);
      if (process.kind !== 'engine')
        throw new FlightlineError('CONFLICT', `${name} runs no jobs: it can be restarted or killed only.`);
      if (what !== 'drain') return act({ name, act: what }, by);
      if (process.pool === null)
        throw new FlightlineError('CONFLICT', `${name} is the only one of its kind; pause it instead.`);
      const pool = poolNamed(process.pool);
      const processes = poolControl.wanted(pool) - 1;
      if (processes < 1)
        throw new FlightlineError('CONFLICT', `${name} is the last of its pool; pause the pool instead.`);
      return drain({ name, pool, change: held(parts, pool, { processes }), actor: by.actor }, by);
    },
  };
}

/** A size chosen by hand holds the autoscaler for a while. */
function held({ poolControl }: GatewayParts, pool: Pool, change: PoolChange): PoolChange {
  const isOn = change.autoscale?.on ?? poolControl.settings(pool).autoscale.on;
  if (change.processes === undefined || !isOn || change.autoscale?.heldUntil !== undefined) return change;
  return { ...change, autoscale: { ...change.autoscale, heldUntil: Date.now() + holdMs } };
}

async function describe(parts: GatewayParts, pool: Pool): Promise<PoolInfo> {
  const engines = parts.engines
    .filter((engine) => engine.pool === pool)
    .map(({ name, title, limits }) => ({ name, title, kind: limits.kind }));
  const depth = { waiting: 0, active: 0, delayed: 0 };
  for (const lane of await parts.queues.depths(engines.map(({ name }) => name)).catch(() => []))
    if (lane.queue !== 'isolation') {
      depth.waiting += lane.waiting;
      depth.active += lane.active;
      depth.delayed += lane.delayed;
    }
  const cores = availableParallelism();
  return {
    pool,
    engines,
    settings: parts.poolControl.settings(pool),
    wanted: parts.poolControl.wanted(pool),
    reason: parts.autoscaler.reasonOf(pool),
    depth,
    cores,
    startingValues: startingValues(engines, cores),
  };
}
