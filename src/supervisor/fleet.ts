/** All units of an instance: their list, the messages between them, their common pulse and end. */
import type { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import { PoolPlans, ProcessAct, Renew, WorkerReport, topics } from '#contract/relay';
import type { Pool } from '#contract/queues';
import type { ProcessInfo } from '#contract/system';
import type { PoolPlan, ProcessActName } from '#contract/workers';
import type { Relay, RunningChild, Sample } from './child-process';
import { gatewayName } from './roster';
import type { Running } from './running';
import type { Unit } from './unit';

interface Member {
  unit: Unit<Running> | Unit<RunningChild>;
  kind: Exclude<ProcessInfo['kind'], 'supervisor'>;
  pool: Pool | null;
}

/** Who looks after the pools of engine processes. */
export interface PoolKeeper {
  apply(plans: readonly PoolPlan[]): void;
  /** One process of a pool. */
  act(name: string, act: Exclude<ProcessActName, 'restart' | 'kill' | 'replace'>): void;
}

const SeenReport = WorkerReport.pick({ working: true, jobsDone: true, slots: true, paused: true });
type SeenReport = z.infer<typeof SeenReport>;

interface Seen {
  sample: Sample | null;
  report: SeenReport | null;
}

/** Gateway first, Redis last: nobody asks for what is gone. */
const stopOrder: readonly Member['kind'][] = ['gateway', 'engine', 'store', 'redis'];

function isChild(running: Running | null): running is RunningChild {
  return running !== null && 'relay' in running;
}

export class Fleet {
  private members: Member[] = [];
  private readonly seen = new Map<string, Seen>();
  private readonly startedAt = Date.now();
  keeper: PoolKeeper | null = null;
  private cpu = process.cpuUsage();
  private cpuAt = Date.now();
  private own: Sample | null = null;

  constructor(private readonly onRenew: (wanted: Renew) => void) {}

  add(member: Member): void {
    this.members.push(member);
    this.seen.set(member.unit.name, { sample: null, report: null });
  }

  /** Forgets one that has ended for good. */
  remove(name: string): void {
    this.members = this.members.filter(({ unit }) => unit.name !== name);
    this.seen.delete(name);
    this.changed();
  }

  /** How many jobs a process runs, as it said last. */
  workingOf(name: string): number {
    return this.seen.get(name)?.report?.working.length ?? 0;
  }

  sample(name: string, sample: Sample): void {
    const seen = this.seen.get(name);
    if (seen) seen.sample = sample;
  }

  /** Passes a message on; what concerns processes is dealt with here. */
  route(from: string, relay: Relay): void {
    if (relay.to === 'supervisor') {
      this.deal(from, relay);
      return;
    }
    if (relay.topic === topics.workerReport) this.noteReport(from, relay.body);
    for (const { unit, kind } of this.members)
      if ((unit.name === relay.to || kind === relay.to) && isChild(unit.running))
        unit.running.relay(from, relay.topic, relay.body);
  }

  toGateway(topic: string, body: unknown): void {
    this.route('supervisor', { type: 'relay', to: gatewayName, topic, body });
  }

  changed(): void {
    this.toGateway(topics.processes, { processes: this.processes() });
  }

  tick(now: number): void {
    const used = process.cpuUsage(this.cpu);
    this.own = {
      cpu: (used.user + used.system) / 1000 / Math.max(1, now - this.cpuAt),
      rssBytes: process.memoryUsage.rss(),
      loopDelayMs: 0,
    };
    this.cpu = process.cpuUsage();
    this.cpuAt = now;
    for (const { unit } of this.members) unit.checkBeat(now);
    this.toGateway(topics.processes, { processes: this.processes() });
  }

  processes(): ProcessInfo[] {
    const supervisor: ProcessInfo = {
      name: 'supervisor',
      kind: 'supervisor',
      state: 'ready',
      pool: null,
      pid: process.pid,
      startedAt: this.startedAt,
      restarts: 0,
      reason: null,
      cpu: this.own?.cpu ?? null,
      rssBytes: this.own?.rssBytes ?? null,
      loopDelayMs: null,
      working: [],
      jobsDone: null,
      slots: null,
      paused: false,
      ends: [],
    };
    return [supervisor, ...this.members.map((member) => this.describe(member))];
  }

  activeJobs(): number {
    return this.processes().reduce((sum, { working }) => sum + working.length, 0);
  }

  async stop(how: 'drain' | 'suspend'): Promise<void> {
    for (const kind of stopOrder)
      await Promise.all(
        this.members
          .filter((member) => member.kind === kind)
          .map(({ unit }) => unit.stop(kind === 'engine' ? how : 'suspend')),
      );
  }

  private describe({ unit, kind, pool }: Member): ProcessInfo {
    const alive = unit.running !== null;
    const { sample, report } = this.seen.get(unit.name) ?? { sample: null, report: null };
    return {
      name: unit.name,
      kind,
      state: unit.state,
      pool,
      pid: unit.running?.pid ?? null,
      startedAt: alive ? unit.startedAt : null,
      restarts: unit.restarts,
      reason: unit.reason,
      cpu: alive ? (sample?.cpu ?? null) : null,
      rssBytes: alive ? (sample?.rssBytes ?? null) : null,
      loopDelayMs: alive ? (sample?.loopDelayMs ?? null) : null,
      working: alive ? (report?.working ?? []) : [],
      jobsDone: report?.jobsDone ?? null,
      slots: alive ? (report?.slots ?? null) : null,
      paused: alive && (report?.paused ?? false),
      ends: unit.ends,
    };
  }

  private noteReport(name: string, body: unknown): void {
    const seen = this.seen.get(name);
    const report = SeenReport.safeParse(body);
    if (seen && report.success) seen.report = report.data;
  }

  private deal(from: string, relay: Relay): void {
    if (relay.topic === topics.recycle) this.run(from, (unit) => unit.replace(String(relay.body)));
    else if (relay.topic === topics.poolPlans) this.keeper?.apply(PoolPlans.parse(relay.body).plans);
    else if (relay.topic === topics.renew) this.onRenew(Renew.parse(relay.body));
    else if (relay.topic === topics.processAct) {
      const { name, act } = ProcessAct.parse(relay.body);
      if (act === 'restart') this.run(name, (unit) => unit.restart());
      else if (act === 'replace') this.run(name, (unit) => unit.replace('A fresh process took over.'));
      else if (act === 'kill') this.unit(name)?.kill();
      else this.keeper?.act(name, act);
    }
  }

  /** Carries out an act whose end nobody waits for; its failure is in the unit's state. */
  private run(name: string, act: (unit: Unit<Running> | Unit<RunningChild>) => Promise<void>): void {
    const unit = this.unit(name);
    if (unit)
      act(unit).catch(
        (error: unknown) => (unit.reason = error instanceof FlightlineError ? error.message : String(error)),
      );
  }

  private unit(name: string) {
    return this.members.find((member) => member.unit.name === name)?.unit;
  }
}
