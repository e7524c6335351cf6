/** Holds drills, one at a time, and keeps their reports. */
import { assertWorksHere } from '../attached';
import { FlightlineError, messageOf } from '#contract/errors';
import type { DrillReport } from '#contract/drills';
import type { ReleasedJobs, WorkerReport } from '#contract/relay';
import { dropOldDrills, listDrills, saveDrill } from '../../../stack/database/drills';
import type { GatewayParts } from '../parts';
import { version } from '../../../../package.json';
import { Drill, type DrillParts, drillEngine } from './drill';

type Parts = DrillParts & Pick<GatewayParts, 'engines' | 'poolControl' | 'healthWatch' | 'log'>;

export class Drills {
  private running: { drill: Drill; ended: Promise<void> } | null = null;
  private readonly stopping = new AbortController();

  constructor(private readonly parts: Parts) {}

  /** A drill that the end of the gateway broke off has no verdict; its jobs are done all the same. */
  async endBroken(): Promise<void> {
    for (const report of await listDrills(this.parts.database))
      if (report.state === 'running') await saveDrill(this.parts.database, interrupted(report));
  }

  note(process: string, { working }: WorkerReport): void {
    this.running?.drill.note(
      process,
      working.map(({ jobId }) => jobId),
    );
  }

  noteReleased({ isolated, requeued }: ReleasedJobs): void {
    this.running?.drill.noteReleased(isolated.length + requeued.length);
  }

  /** @throws FlightlineError `CONFLICT` when one is being held, or something is not well before it begins */
  async start(id: string, actor: string): Promise<DrillReport> {
    assertWorksHere(this.parts.init.settings, 'Drills are held');
    if (this.running) throw new FlightlineError('CONFLICT', 'A drill is being held already.');
    await this.assertReady();
    const report: DrillReport = {
      id,
      actor,
      version,
      state: 'running',
      startedAt: Date.now(),
      finishedAt: null,
      jobs: 0,
      steps: [],
      checks: [],
      workerBackMs: null,
      redisBackMs: null,
      inHand: 0,
      summary: null,
    };
    const drill = new Drill(this.parts, report, this.stopping.signal, () => this.tell(report));
    this.running = { drill, ended: this.hold(drill).finally(() => (this.running = null)) };
    await saveDrill(this.parts.database, report);
    return report;
  }

  current(id: string): DrillReport | null {
    const report = this.running?.drill.report;
    return report?.id === id ? report : null;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running?.ended;
  }

  private async hold(drill: Drill): Promise<void> {
    const { report } = drill;
    try {
      await drill.run();
    } catch (error) {
      const isStopped = this.stopping.signal.aborted;
      report.state = isStopped ? 'interrupted' : 'failed';
      report.summary = isStopped ? brokenOff : `It could not be held to its end: ${messageOf(error)}`;
    }
    report.finishedAt = Date.now();
    this.parts.log[report.state === 'failed' ? 'error' : 'info']('drill-ended', {
      id: report.id,
      state: report.state,
      summary: report.summary,
    });
    this.tell(report);
    await saveDrill(this.parts.database, report)
      .then(() => dropOldDrills(this.parts.database))
      .catch((error: unknown) => this.parts.log.warn('drill-not-kept', { error }));
  }

  private tell(report: DrillReport): void {
    this.parts.hub.publish({ type: 'drill', drill: structuredClone(report) });
  }

  private async assertReady(): Promise<void> {
    const { healthWatch, engines, poolControl, facts } = this.parts;
    const { components } = await healthWatch.now();
    const bad = components.find(({ group, status }) => group === 'instance' && status === 'down');
    if (bad) throw notNow(`${bad.title}: ${bad.detail}`);
    const pool = engines.find(({ name }) => name === drillEngine)?.pool;
    if (!pool) throw notNow(`the engine ${drillEngine}, whose jobs it runs, is not there`);
    if (poolControl.settings(pool).paused) throw notNow(`the pool ${pool} is paused`);
    const isReady = (process: (typeof facts.processes)[number]) =>
      process.state === 'ready' && !process.paused;
    const isolation = facts.processes.find(({ kind, pool: own }) => kind === 'engine' && own === null);
    if (!facts.processes.some((process) => process.pool === pool && isReady(process)))
      throw notNow(`no process of pool ${pool} takes jobs`);
    if (!isolation || !isReady(isolation)) throw notNow('the process of isolation takes no jobs');
  }
}

const brokenOff = 'It was broken off by the end of the gateway; its jobs are done all the same.';

function interrupted(report: DrillReport): DrillReport {
  return { ...report, state: 'interrupted', finishedAt: Date.now(), summary: brokenOff };
}

function notNow(why: string): FlightlineError {
  return new FlightlineError('CONFLICT', `A drill cannot be held now: ${why}.`);
}
