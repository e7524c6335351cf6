/** All units of an instance: their list, the messages between them, their common pulse and end. */
import { FlightlineError } from '#contract/errors';
import { ProcessAct, WorkerReport, topics } from '#contract/relay';
import type { ProcessInfo } from '#contract/system';
import type { Relay, RunningChild, Sample } from './child-process';
import { gatewayName } from './roster';
import type { Running } from './running';
import type { Unit } from './unit';

interface Member {
  unit: Unit<Running> | Unit<RunningChild>;
  kind: Exclude<ProcessInfo['kind'], 'supervisor'>;
}

interface Seen {
  sample: Sample | null;
  report: Pick<WorkerReport, 'working' | 'jobsDone'> | null;
}

/** Gateway first, Redis last: nobody asks for what is gone. */
const stopOrder: readonly Member['kind'][] = ['gateway', 'engine', 'store', 'redis'];

function isChild(running: Running | null): running is RunningChild {
  return running !== null && 'relay' in running;
}

export class Fleet {
  private readonly members: Member[] = [];
  private readonly seen = new Map<string, Seen>();
  private readonly listeners = new Set<(processes: ProcessInfo[]) => void>();
  private readonly startedAt = Date.now();
  private cpu = process.cpuUsage();
  private cpuAt = Date.now();
  private own: Sample | null = null;

  add(member: Member): void {
    this.members.push(member);
    this.seen.set(member.unit.name, { sample: null, report: null });
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
    const processes = this.processes();
    this.toGateway(topics.processes, { processes });
    for (const listener of this.listeners) listener(processes);
  }

  onChange(listener: (processes: ProcessInfo[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
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
      pid: process.pid,
      startedAt: this.startedAt,
      restarts: 0,
      reason: null,
      cpu: this.own?.cpu ?? null,
      rssBytes: this.own?.rssBytes ?? null,
      loopDelayMs: null,
      working: [],
      jobsDone: null,
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

  private describe({ unit, kind }: Member): ProcessInfo {
    const alive = unit.running !== null;
    const { sample, report } = this.seen.get(unit.name) ?? { sample: null, report: null };
    return {
      name: unit.name,
      kind,
      state: unit.state,
      pid: unit.running?.pid ?? null,
      startedAt: alive ? unit.startedAt : null,
      restarts: unit.restarts,
      reason: unit.reason,
      cpu: alive ? (sample?.cpu ?? null) : null,
      rssBytes: alive ? (sample?.rssBytes ?? null) : null,
      loopDelayMs: alive ? (sample?.loopDelayMs ?? null) : null,
      working: alive ? (report?.working ?? []) : [],
      jobsDone: report?.jobsDone ?? null,
    };
  }

  private noteReport(name: string, body: unknown): void {
    const seen = this.seen.get(name);
    const report = WorkerReport.pick({ working: true, jobsDone: true }).safeParse(body);
    if (seen && report.success) seen.report = report.data;
  }

  private deal(from: string, relay: Relay): void {
    if (relay.topic === topics.recycle) this.run(from, (unit) => unit.replace());
    else if (relay.topic === topics.processAct) {
      const { name, act } = ProcessAct.parse(relay.body);
      if (act === 'restart') this.run(name, (unit) => unit.restart());
      else this.unit(name)?.running?.kill();
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
