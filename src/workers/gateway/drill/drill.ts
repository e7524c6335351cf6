/** One drill, from its first job to its verdict. */
import { setTimeout as delay } from 'node:timers/promises';
import { FlightlineError } from '#contract/errors';
import type { DrillReport } from '#contract/drills';
import { topics } from '#contract/relay';
import { factsOfJobs, removeJobs } from '../../../stack/database/drills';
import type { IntakeFile } from '../intake/intake';
import type { GatewayParts } from '../parts';
import { drillFlight } from './drill-flight';
import { drillChecks, summaryOf } from './verdict';

export const drillEngine = 'xcmetrics';
const beforeWorker = 20;
const beforeRedis = 20;
const withoutRedis = 10;
const lookMs = 20;
const beginLimitMs = 30_000;
const backLimitMs = 60_000;
const endLimitMs = 120_000;
/** A job leaves its queue right after its outcome was stored; only one that stays longer was forgotten there. */
const leaveLimitMs = 10_000;

export type DrillParts = Pick<
  GatewayParts,
  'init' | 'link' | 'facts' | 'blobs' | 'intake' | 'queues' | 'database' | 'hub'
>;

export class Drill {
  private readonly jobs: { id: string; sha256: string }[] = [];
  /** Jobs of this drill that ran at last report, by process. */
  private readonly working = new Map<string, string[]>();
  private readonly started = new Set<string>();
  private fileNumber = 0;

  constructor(
    private readonly parts: DrillParts,
    readonly report: DrillReport,
    private readonly signal: AbortSignal,
    /** Called after each step. */
    private readonly onStep: () => void,
  ) {}

  /** What an engine process works on. */
  note(process: string, jobIds: readonly string[]): void {
    const own = new Set(this.jobs.map(({ id }) => id));
    const mine = jobIds.filter((id) => own.has(id));
    this.working.set(process, mine);
    for (const id of mine) this.started.add(id);
  }

  noteReleased(count: number): void {
    this.report.inHand += count;
  }

  /** Fills the report. @throws the signal's reason when the gateway stops */
  async run(): Promise<void> {
    const { init } = this.parts;
    const killsRedis = init.redis.url === null;
    await this.accept(beforeWorker);
    this.step(`${beforeWorker} flights were accepted.`);
    const workersKilled = await this.killWorker();
    await this.accept(beforeRedis);
    this.step(`${beforeRedis} more flights were accepted.`);
    const redisKilled = killsRedis ? await this.killRedis() : 0;
    if (!killsRedis) this.step('Redis is a server of its own, which is not ours to kill: left out.');
    const inTime = await this.until(endLimitMs, async () => {
      const { completed, failed } = await factsOfJobs(this.parts.database, this.ids());
      return completed + failed >= this.jobs.length;
    });
    this.step(inTime ? 'Every job has ended.' : `Not every job ended within ${endLimitMs / 1000} s.`);
    await this.check({ workersKilled, redisKilled, killsRedis });
  }

  private async killWorker(): Promise<number> {
    const busy = () => [...this.working].find(([name, ids]) => ids.length > 0 && name !== 'engine-isolation');
    if (!(await this.until(beginLimitMs, () => busy() !== undefined))) {
      this.step('No worker began a job in time, so none was killed.');
      return 0;
    }
    const [name = ''] = busy() ?? [];
    const back = await this.kill(name);
    this.report.workerBackMs = back;
    return back === null ? 0 : 1;
  }

  private async killRedis(): Promise<number> {
    const fresh = this.jobs.slice(-beforeRedis).map(({ id }) => id);
    await this.until(beginLimitMs, () => fresh.some((id) => this.started.has(id)));
    const killing = this.kill('redis');
    await this.until(backLimitMs, () => this.pidOf('redis') === null);
    await this.accept(withoutRedis);
    this.step(`${withoutRedis} flights were given while Redis was away; all were accepted.`);
    const back = await killing;
    this.report.redisBackMs = back;
    return back === null ? 0 : 1;
  }

  /** @returns after how many ms it was ready again; null when it was not in time */
  private async kill(name: string): Promise<number | null> {
    const { link } = this.parts;
    const before = this.pidOf(name);
    const at = Date.now();
    link.relay('supervisor', topics.processAct, { name, act: 'kill' });
    this.step(`${name} (process ${before ?? '?'}) was killed.`);
    const isBack = await this.until(backLimitMs, () => {
      const now = this.parts.facts.processes.find((process) => process.name === name);
      return now?.state === 'ready' && now.pid !== null && now.pid !== before;
    });
    const backMs = Date.now() - at;
    this.step(
      isBack
        ? `${name} is back after ${(backMs / 1000).toFixed(1)} s (process ${this.pidOf(name) ?? '?'}).`
        : `${name} did not come back within ${backLimitMs / 1000} s.`,
    );
    return isBack ? backMs : null;
  }

  private async check(kills: {
    workersKilled: number;
    redisKilled: number;
    killsRedis: boolean;
  }): Promise<void> {
    const { database, queues, blobs } = this.parts;
    const inQueue = async () =>
      (await queues.known(this.jobs.map(({ id }) => ({ id, engine: drillEngine })))).size;
    await this.until(leaveLimitMs, async () => (await inQueue()) === 0);
    const [facts, queued, intactFiles] = await Promise.all([
      factsOfJobs(database, this.ids()),
      inQueue(),
      this.intact((sha256) => blobs.read(sha256)),
    ]);
    const accepted = this.jobs.length;
    this.report.checks = drillChecks({ ...facts, ...kills, accepted, queued, intactFiles });
    const passed = this.report.checks.every(({ ok }) => ok);
    this.report.state = passed ? 'passed' : 'failed';
    this.report.summary = summaryOf(this.report);
    if (!passed) return;
    // What failed stays for whoever looks into it.
    await removeJobs(database, this.ids());
    this.parts.hub.publish({ type: 'jobs', changes: [], more: true });
    this.step('The jobs of the drill were removed again.');
  }

  /** Reading a stored file checks its hash. */
  private async intact(read: (sha256: string) => Promise<unknown>): Promise<number> {
    let intact = 0;
    for (const { sha256 } of this.jobs)
      intact += await read(sha256).then(
        () => 1,
        () => 0,
      );
    return intact;
  }

  private async accept(count: number): Promise<void> {
    const { blobs, intake } = this.parts;
    const files: IntakeFile[] = [];
    for (let index = 0; index < count; index++) {
      const bytes = drillFlight(this.report.id, this.fileNumber);
      const blob = await blobs.put(once(bytes), { maxBytes: bytes.length });
      files.push({ fileName: `drill-${this.fileNumber++}.igc`, ...blob });
    }
    const items = await intake.accept({
      files,
      batchId: null,
      lane: 'interactive',
      choices: { engine: drillEngine },
    });
    items.forEach(({ jobs: [job] }, index) => {
      const file = files[index];
      if (job && file && 'sha256' in file) this.jobs.push({ id: job.id, sha256: file.sha256 });
    });
    this.report.jobs = this.jobs.length;
  }

  private ids(): string[] {
    return this.jobs.map(({ id }) => id);
  }

  private pidOf(name: string): number | null {
    return this.parts.facts.processes.find((process) => process.name === name)?.pid ?? null;
  }

  private step(text: string): void {
    this.report.steps.push({ at: Date.now(), text });
    this.onStep();
  }

  /** Looks until it holds; a component that is away for a moment does not count. */
  private async until(limitMs: number, holds: () => boolean | Promise<boolean>): Promise<boolean> {
    const deadline = Date.now() + limitMs;
    while (Date.now() < deadline) {
      if (this.signal.aborted) throw new FlightlineError('INTERRUPTED', 'The gateway was stopping.');
      const held = await Promise.resolve()
        .then(holds)
        .catch(() => false);
      if (held) return true;
      await delay(lookMs);
    }
    return false;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
