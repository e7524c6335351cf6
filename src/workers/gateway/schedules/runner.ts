/** Carries out the runs of schedules that wait: one at a time for each schedule, and again after a crash. */
import { setTimeout as delay } from 'node:timers/promises';
import { FlightlineError, messageOf } from '#contract/errors';
import type { ScheduledWork } from '#contract/schedules';
import * as schedules from '../../../stack/database/schedules';
import type { RunRow } from '../../../stack/database/schedules';
import type { GatewayParts } from '../parts';
import { type WorkContext, type WorkDone, type Works, keyOfRun } from './works';

/** A run that was begun so often has ended the gateway each time. */
const mostBegun = 3;
const againMs = 1000;

export class ScheduleRunner {
  private readonly stopped = new AbortController();
  private readonly going = new Map<string, Promise<void>>();
  private wanted = false;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly parts: GatewayParts,
    private readonly works: Works,
  ) {}

  /** Begins what waits. */
  poke(): void {
    this.wanted = true;
    this.looking ??= this.look().finally(() => (this.looking = null));
  }

  async stop(): Promise<void> {
    this.stopped.abort(new FlightlineError('INTERRUPTED', 'The gateway is stopping.'));
    await Promise.allSettled([this.looking, ...this.going.values()]);
  }

  private async look(): Promise<void> {
    while (this.wanted && !this.stopped.signal.aborted) {
      this.wanted = false;
      try {
        for (const run of await schedules.openRuns(this.parts.database)) this.begin(run);
      } catch (error) {
        this.parts.log.warn('schedule-runs-wait', { message: messageOf(error) });
        this.wanted = true;
        await delay(againMs, null, { ref: false });
      }
    }
  }

  private begin(run: RunRow): void {
    const { scheduleId } = run;
    if (this.stopped.signal.aborted || this.going.has(scheduleId)) return;
    const work = this.carryOut(run)
      .catch((error: unknown) => this.parts.log.error('schedule-run-lost', { run: run.id, error }))
      .finally(() => {
        this.going.delete(scheduleId);
        this.poke();
      });
    this.going.set(scheduleId, work);
  }

  private async carryOut(run: RunRow): Promise<void> {
    const { database, hub, log } = this.parts;
    const skipped = this.skippedAsReadOnly(run);
    if (skipped !== null) return this.write(run.id, skipped);
    const begun = await schedules.beginRun(database, run.id, Date.now());
    hub.publish({ type: 'changed', part: 'schedules' });
    const end = await this.endOf({ ...run, begun });
    if (end === null) return; // the gateway is stopping: it goes on after the next start
    await this.write(run.id, end);
    log.info('schedule-run-ended', { run: run.id, state: end.state, message: end.message });
    hub.publish({ type: 'changed', part: 'schedules' });
    if (end.state === 'failed')
      hub.publish({
        type: 'notice',
        level: 'error',
        title: `The schedule “${run.scheduleName ?? run.scheduleId}” failed`,
        message: end.message ?? '',
      });
  }

  /** Of a time that comes while nothing may be changed. */
  private skippedAsReadOnly(run: RunRow): Parameters<typeof schedules.endRun>[2] | null {
    if (!this.parts.readOnly.state.on || run.begun > 0) return null;
    const message = 'The instance was read-only.';
    return { state: 'skipped', message, errorCode: 'READ_ONLY', batchId: null, finishedAt: Date.now() };
  }

  private async endOf(run: RunRow): Promise<Parameters<typeof schedules.endRun>[2] | null> {
    try {
      if (run.begun > mostBegun)
        throw new FlightlineError(
          'POISON',
          `It was begun ${mostBegun} times, and the gateway ended each time.`,
        );
      const schedule = await schedules.get(this.parts.database, run.scheduleId);
      const done = await this.workOf(schedule.work, {
        run,
        scheduleName: schedule.name,
        timeZone: schedule.timeZone,
        by: { actor: 'schedule', key: keyOfRun(run.id) },
        signal: this.stopped.signal,
      });
      const { message, batchId = null } = done;
      return { state: 'done', message, errorCode: null, batchId, finishedAt: Date.now() };
    } catch (error) {
      if (this.stopped.signal.aborted) return null;
      const errorCode = error instanceof FlightlineError ? error.code : null;
      return { state: 'failed', message: messageOf(error), errorCode, batchId: null, finishedAt: Date.now() };
    }
  }

  /** Each kind is handed its own work: the key of the record is the work's kind. */
  private workOf(work: ScheduledWork, context: WorkContext): Promise<WorkDone> {
    const carryOut = this.works[work.kind] as (
      work: ScheduledWork,
      context: WorkContext,
    ) => Promise<WorkDone>;
    return carryOut(work, context);
  }

  private async write(id: string, end: Parameters<typeof schedules.endRun>[2]): Promise<void> {
    for (;;) {
      try {
        return await schedules.endRun(this.parts.database, id, end);
      } catch (error) {
        if (this.stopped.signal.aborted) throw error;
        await delay(againMs, null, { ref: false });
      }
    }
  }
}
