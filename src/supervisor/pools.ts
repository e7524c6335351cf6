/** Keeps each pool at the size it shall have: starts processes, drains them, and tells them how to work. */
import { messageOf } from '#contract/errors';
import type { Pool } from '#contract/queues';
import { topics } from '#contract/relay';
import type { PoolPlan, RecycleLimits, Tuning } from '#contract/workers';
import type { RunningChild } from './child-process';
import type { Fleet, PoolKeeper } from './fleet';
import { poolSteps } from './pool-steps';
import type { Unit } from './unit';

export interface PoolsOptions {
  plans: readonly PoolPlan[];
  /** Limits of the process of isolation, which belongs to no pool. */
  isolation: RecycleLimits;
  fleet: Fleet;
  open(pool: Pool, number: number): Unit<RunningChild>;
}

interface Member {
  unit: Unit<RunningChild>;
  pool: Pool;
  number: number;
  /** It finishes its jobs and is then forgotten. */
  ending: boolean;
}

export class Pools implements PoolKeeper {
  private readonly plans = new Map<Pool, PoolPlan>();
  private readonly members = new Map<string, Member>();
  /** Processes that were paused by name. */
  private readonly paused = new Set<string>();
  private closed = false;

  constructor(private readonly options: PoolsOptions) {
    for (const plan of options.plans) this.plans.set(plan.pool, plan);
  }

  /** Starts the first processes. @returns what settles when each is ready */
  begin(): Promise<void>[] {
    return [...this.plans.keys()].flatMap((pool) => this.steps(pool).start.map((n) => this.open(pool, n)));
  }

  apply(plans: readonly PoolPlan[]): void {
    for (const plan of plans) {
      this.plans.set(plan.pool, plan);
      for (const { unit, pool } of this.members.values()) if (pool === plan.pool) this.tell(unit.name);
      this.reconcile(plan.pool);
    }
  }

  act(name: string, act: 'pause' | 'resume' | 'drain'): void {
    if (act === 'drain') {
      this.drainOne(name);
      return;
    }
    if (act === 'pause') this.paused.add(name);
    else this.paused.delete(name);
    this.tell(name);
  }

  tuningOf(name: string): Tuning {
    const paused = this.paused.has(name);
    const pool = this.members.get(name)?.pool;
    const plan = pool && this.plans.get(pool);
    if (!plan) return { ...limitsOf(this.options.isolation), concurrency: 1, paused };
    return { ...limitsOf(plan), concurrency: plan.concurrency, paused: plan.paused || paused };
  }

  /** Says to a process that runs how it shall work; to one that does not, its start says it. */
  tell(name: string): void {
    this.options.fleet.route('supervisor', {
      type: 'relay',
      to: name,
      topic: topics.tuning,
      body: this.tuningOf(name),
    });
  }

  /** From now on nothing is started. */
  close(): void {
    this.closed = true;
  }

  private steps(pool: Pool) {
    const members = [...this.members.values()].filter((member) => member.pool === pool);
    return poolSteps(
      members.map(({ unit, number, ending }) => ({
        number,
        ending,
        runs: unit.running !== null,
        working: this.options.fleet.workingOf(unit.name),
      })),
      this.plans.get(pool)?.processes ?? 0,
    );
  }

  private reconcile(pool: Pool): void {
    if (this.closed) return;
    const { start, end } = this.steps(pool);
    for (const number of start) void this.open(pool, number).catch(() => undefined); // its state says why
    for (const member of this.members.values())
      if (member.pool === pool && end.includes(member.number)) void this.retire(member);
  }

  private async open(pool: Pool, number: number): Promise<void> {
    const unit = this.options.open(pool, number);
    this.members.set(unit.name, { unit, pool, number, ending: false });
    await unit.start();
  }

  private drainOne(name: string): void {
    const member = this.members.get(name);
    const plan = member && this.plans.get(member.pool);
    if (!member || !plan || member.ending) return;
    this.plans.set(member.pool, { ...plan, processes: Math.max(1, plan.processes - 1) });
    void this.retire(member);
  }

  private async retire(member: Member): Promise<void> {
    const { unit, pool } = member;
    member.ending = true;
    try {
      await unit.stop('drain', 'It finishes its jobs, then it ends.');
    } catch (error) {
      unit.reason = messageOf(error);
    }
    this.members.delete(unit.name);
    this.paused.delete(unit.name);
    this.options.fleet.remove(unit.name);
    this.reconcile(pool);
  }
}

function limitsOf({ recycleAfterJobs, recycleAboveMb }: RecycleLimits): RecycleLimits {
  return { recycleAfterJobs, recycleAboveMb };
}
