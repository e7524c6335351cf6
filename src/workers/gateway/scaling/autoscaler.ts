/** Looks at every pool each second: keeps its figures, and has the policy scale those that scale themselves. */
import { availableParallelism } from 'node:os';
import { messageOf } from '#contract/errors';
import { type Pool, pools } from '#contract/queues';
import type { WorkerReport } from '#contract/relay';
import type { PoolSample, ScalingAct } from '#contract/scaling';
import type { ProcessInfo } from '#contract/system';
import { addDecision, dropDecisionsBefore } from '../../../stack/database/scaling';
import type { GatewayParts } from '../parts';
import { Machine } from './machine';
import { type Decision, type Memory, decide, freshMemory } from './policy';
import { PoolMeter } from './pool-meter';

const everyMs = 1000;
const keptSamples = 3600;
const keptDecisionsMs = 30 * 24 * 3_600_000;
/** The same obstacle is noted again only after this. */
const keptAgainMs = 60_000;

interface Depth {
  interactive: number;
  other: number;
  active: number;
  delayed: number;
}

interface Watched {
  meter: PoolMeter;
  memory: Memory;
  samples: PoolSample[];
  reason: string | null;
  keptNotedAt: number;
}

type Parts = Pick<GatewayParts, 'facts' | 'queues' | 'engines' | 'poolControl' | 'database' | 'hub' | 'log'>;

export class Autoscaler {
  private readonly watched = new Map<Pool, Watched>(
    pools.map((pool) => [
      pool,
      { meter: new PoolMeter(), memory: freshMemory, samples: [], reason: null, keptNotedAt: -Infinity },
    ]),
  );
  private readonly machine = new Machine();
  private timer: NodeJS.Timeout | null = null;
  private busy = false;

  constructor(private readonly parts: Parts) {}

  start(): void {
    this.timer = setInterval(() => void this.tick(), everyMs);
    this.timer.unref();
    dropDecisionsBefore(this.parts.database, Date.now() - keptDecisionsMs).catch((error: unknown) =>
      this.parts.log.warn('old-decisions-kept', { message: messageOf(error) }),
    );
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** What an engine process tells of its jobs. */
  note(processName: string, report: WorkerReport): void {
    const pool = this.parts.facts.processes.find(({ name }) => name === processName)?.pool;
    for (const [name, { meter }] of this.watched)
      if (name === pool) for (const counted of Object.values(report.engines)) meter.note(counted);
  }

  /** Oldest first. */
  history(pool: Pool, seconds: number): PoolSample[] {
    return this.watched.get(pool)?.samples.slice(-seconds) ?? [];
  }

  reasonOf(pool: Pool): string | null {
    return this.watched.get(pool)?.reason ?? null;
  }

  /** Remembers who changed a pool's size, and why. */
  async noteDecision(
    pool: Pool,
    decision: { act: ScalingAct; actor: string; before: number; after: number; reason: string },
  ): Promise<void> {
    const noted = { at: Date.now(), pool, ...decision };
    this.parts.log.info('pool-scaled', noted);
    const id = await addDecision(this.parts.database, noted);
    this.parts.hub.publish({ type: 'scaling', decision: { id, ...noted } });
  }

  private async tick(): Promise<void> {
    if (this.busy || this.parts.facts.processes.length === 0) return;
    this.busy = true;
    try {
      const cpuShare = this.machine.cpuShare();
      const depths = await this.depths();
      // While Redis is away nothing is known; what is there goes on as it is.
      if (depths === null) return;
      const samples: PoolSample[] = [];
      for (const [pool, watched] of this.watched)
        samples.push(await this.look(pool, watched, depths.get(pool) ?? noDepth, cpuShare));
      this.parts.hub.publish({ type: 'pools', samples });
    } catch (error) {
      this.parts.log.warn('pools-not-scaled', { message: messageOf(error) });
    } finally {
      this.busy = false;
    }
  }

  private async look(pool: Pool, watched: Watched, depth: Depth, cpuShare: number): Promise<PoolSample> {
    const { poolControl, facts } = this.parts;
    const now = Date.now();
    const processes = facts.processes.filter((one) => one.pool === pool && one.state !== 'stopping');
    const used = sum(processes, ({ slots }) => slots?.used ?? 0);
    const running = Math.min(used, depth.active);
    watched.meter.roll(now, depth.interactive + depth.other + depth.active + depth.delayed);
    const settings = poolControl.settings(pool);
    const load = {
      arrivalPerS: watched.meter.arrivalPerS,
      serviceS: watched.meter.serviceMs === null ? null : watched.meter.serviceMs / 1000,
      // What a process has fetched ahead of a free slot waits, too.
      backlog: { interactive: depth.interactive, other: depth.other + depth.active - running },
    };
    const decision = decide({
      now,
      processes: processes.length,
      concurrency: settings.concurrency,
      load,
      room: {
        cores: availableParallelism(),
        cpuShare,
        poolCores: sum(processes, ({ cpu }) => cpu ?? 0),
        ownCores: sum(facts.processes, ({ cpu }) => cpu ?? 0),
        freeBytes: this.machine.freeBytes(),
        processBytes: Math.max(defaultProcessBytes, ...processes.map(({ rssBytes }) => rssBytes ?? 0)),
      },
      bounds: settings.autoscale,
      memory: watched.memory,
    });
    await this.heed(pool, watched, decision, processes.length);
    const sample: PoolSample = {
      at: now,
      pool,
      ready: processes.filter(({ state }) => state === 'ready').length,
      wanted: poolControl.wanted(pool),
      needed: decision.needed,
      backlog: load.backlog.interactive + load.backlog.other,
      slots: { used, limit: sum(processes, ({ slots }) => slots?.limit ?? 0) },
      arrivalPerS: load.arrivalPerS,
      serviceMs: watched.meter.serviceMs,
      cpu: sum(processes, ({ cpu }) => cpu ?? 0),
      rssBytes: sum(processes, ({ rssBytes }) => rssBytes ?? 0),
    };
    watched.samples.push(sample);
    if (watched.samples.length > keptSamples) watched.samples.shift();
    return sample;
  }

  private async heed(pool: Pool, watched: Watched, decision: Decision, before: number): Promise<void> {
    const { poolControl } = this.parts;
    const { autoscale, paused, processes } = poolControl.settings(pool);
    if (!autoscale.on || paused) {
      watched.reason = autoscale.on ? 'Stays as it is: the pool is paused.' : null;
      watched.memory = freshMemory;
      poolControl.setTarget(pool, autoscale.on ? before : null);
      return;
    }
    const now = Date.now();
    if (autoscale.heldUntil !== null) {
      watched.reason = `Stays at ${processes}, chosen by hand, for ${spanText(autoscale.heldUntil - now)} more.`;
      watched.memory = freshMemory;
      poolControl.setTarget(pool, before);
      if (autoscale.heldUntil > now) return;
      await poolControl.change(pool, { autoscale: { heldUntil: null } });
    }
    watched.memory = decision.memory;
    watched.reason = decision.reason;
    poolControl.setTarget(pool, decision.wanted);
    if (decision.act === 'stay') return;
    if (decision.act === 'kept') {
      if (now - watched.keptNotedAt < keptAgainMs) return;
      watched.keptNotedAt = now;
    }
    const { act, reason, wanted } = decision;
    await this.noteDecision(pool, { act, actor: 'autoscaler', before, after: wanted, reason });
  }

  private async depths(): Promise<Map<Pool, Depth> | null> {
    const { queues, engines } = this.parts;
    const poolOf = new Map(engines.map(({ name, pool }) => [name, pool]));
    const lanes = await queues.depths([...poolOf.keys()]).catch(() => null);
    if (lanes === null) return null;
    const byPool = new Map<Pool, Depth>();
    for (const { queue, waiting, active, delayed } of lanes) {
      const dash = queue.lastIndexOf('-');
      const pool = poolOf.get(queue.slice(0, dash));
      if (pool === undefined) continue;
      const depth = byPool.get(pool) ?? { ...noDepth };
      if (queue.slice(dash + 1) === 'interactive') depth.interactive += waiting;
      else depth.other += waiting;
      depth.active += active;
      depth.delayed += delayed;
      byPool.set(pool, depth);
    }
    return byPool;
  }
}

const noDepth: Depth = { interactive: 0, other: 0, active: 0, delayed: 0 };
/** Until a process has told its own. */
const defaultProcessBytes = 128 * 1024 * 1024;

function spanText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
}

function sum(processes: readonly ProcessInfo[], read: (process: ProcessInfo) => number): number {
  return processes.reduce((total, process) => total + read(process), 0);
}
