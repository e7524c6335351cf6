/**
 * Carries out acts on many letters, one after another: canaries first, then the rest in steps. How far it is stands in
 * the database, so that the next gateway goes on. A step may run twice after a crash: letters that have gone are passed over.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '#contract/errors';
import { type LetterCursor, inputs, walk } from '../../../stack/database/dead-letters';
import * as jobs from '../../../stack/database/jobs';
import * as bulks from '../../../stack/database/letter-bulks';
import { countTakenBy, takenBy } from '../../../stack/database/letters-gone';
import type { Act } from '#contract/services/act';
import type { GatewayParts } from '../parts';
import { uuidOf } from '../uuid-of';
import { announceSoon } from './announce';
import { countCanaries, describe, withRate } from './bulk-view';
import { bulkOutcome, targetText } from './bulk-words';
import { type CanaryJob, judgeCanaries } from './canary';
import { carryOut, undoPart } from './carry-out';
import { nextStep } from './pace';

const canaryLookMs = 150;
const retryMs = 2000;
/** The entry of the act's begin waits twice as long for the end, and tells it. */
const toldAtBeginMs = 500;
const publishMs = 200;
/** Letters that are looked up at once: another question for each step costs more than the steps' own. */
const lookedUpAtOnce = 5000;

export class BulkRunner {
  private readonly stopped = new AbortController();
  private readonly tellTotal: () => void;
  private readonly running = new Map<string, Promise<void>>();
  private publishedAt = 0;

  private readonly noteEnd: (subject: Pick<Progress, 'id' | 'verb' | 'state'>, by: Act) => Promise<void>;

  constructor(private readonly parts: GatewayParts) {
    this.noteEnd = parts.acts.defineFleeting('dead-letters.bulk-ended', async ({ id, state }, change) => {
      const bulk = await bulks.get(parts.database, id);
      change.after = bulkOutcome(
        describe(withRate({ ...bulk, state }), Date.now()),
        await targetText(parts.database, bulk.request),
      );
    });
    this.tellTotal = announceSoon(parts);
  }

  /** Goes on with what an end of the process interrupted. */
  async resume(): Promise<void> {
    for (const { id } of await bulks.unfinished(this.parts.database)) void this.start(id);
  }

  /** One that runs already goes on. @returns when it has ended or needs a decision */
  start(id: string): Promise<void> {
    const already = this.running.get(id);
    if (already) return already;
    const work = this.run(id).finally(() => this.running.delete(id));
    this.running.set(id, work);
    return work;
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await Promise.all(this.running.values());
  }

  private async run(id: string): Promise<void> {
    const { database, log } = this.parts;
    while (!this.stopped.signal.aborted) {
      try {
        const bulk = await bulks.get(database, id);
        if (bulk.finishedAt !== null || bulk.state === 'stopped') return;
        await this.carryOn(bulk);
        return;
      } catch (error) {
        log.warn('bulk-act-waits', { id, message: messageOf(error) });
        await delay(retryMs, null, { signal: this.stopped.signal }).catch(() => undefined);
      }
    }
  }

  private async carryOn(bulk: bulks.StoredBulk): Promise<void> {
    const { request } = bulk;
    if (request.verb === 'undo') return this.undo(bulk, request.act);
    const state: Progress = {
      ...bulk,
      done: await countTakenBy(this.parts.database, bulk.id),
      ...nothingUnderWay(),
    };
    if (bulk.state === 'canary' && !(await this.canaries(state))) return;
    const ids = 'ids' in request.target ? request.target.ids : null;
    while (!this.stopped.signal.aborted) {
      const step = nextStep('ratePerS' in request ? request.ratePerS : null);
      const startedAt = performance.now();
      const some = ids
        ? ids.slice(state.passed, state.passed + step.letters)
        : await this.walkOn(state, step.letters);
      if (some.length === 0) return this.finish(state);
      if (!(await this.step(state, some))) return;
      const waitMs = step.lastsMs - (performance.now() - startedAt);
      if (waitMs > 0) await delay(waitMs, null, { signal: this.stopped.signal }).catch(() => undefined);
    }
    await Promise.allSettled([state.rest, state.noted]);
  }

  /**
   * Notes how far it is while the next step begins: a crash between them repeats a step, which changes nothing.
   * @returns false when it was cancelled before the step ahead of this one was noted
   */
  private async step(state: Progress, some: readonly string[]): Promise<boolean> {
    const outcome = await carryOut(this.parts, state, some);
    await state.rest;
    const goesOn = await state.noted;
    state.rest = outcome.rest;
    state.passed += some.length;
    state.done += outcome.done;
    state.startedAt ??= Date.now();
    state.message ??= outcome.problem;
    const { passed, done, cursorAt, cursorId, startedAt, message } = state;
    const progress = { passed, done, cursorAt, cursorId, startedAt, message };
    state.noted = bulks.note(this.parts.database, state.id, progress);
    // Both are awaited in the next step; until then nobody may take them for forgotten.
    state.rest.catch(() => undefined);
    state.noted.catch(() => undefined);
    if (goesOn) this.publish(state, false);
    this.tellTotal();
    return goesOn;
  }

  private async walkOn(state: Progress, limit: number): Promise<string[]> {
    const { request, createdAt, cursorAt, cursorId } = state;
    if (request.verb === 'undo' || 'ids' in request.target) return [];
    if (state.ahead.length === 0) {
      const after = cursorAt === null || cursorId === null ? null : { at: cursorAt, id: cursorId };
      const step = { until: createdAt, after, limit: Math.max(limit, lookedUpAtOnce) };
      state.ahead = await walk(this.parts.database, request.target.filter, step);
    }
    const found = state.ahead.splice(0, limit);
    const last = found.at(-1);
    if (last) [state.cursorAt, state.cursorId] = [last.at, last.id];
    return found.map(({ id }) => id);
  }

  /** @returns whether the rest shall go */
  private async canaries(state: Progress): Promise<boolean> {
    const { database } = this.parts;
    const { request } = state;
    if (!('canary' in request)) return true;
    if (state.canary === null) {
      const { canary: size } = request;
      const ids =
        'ids' in request.target ? request.target.ids.slice(0, size) : await this.walkOn(state, size);
      state.canary = { ids, ended: 0, completed: 0, failed: 0 };
      // Known before they go: after a crash these are waited for, and no others.
      await bulks.note(database, state.id, { canary: state.canary });
    }
    if (state.passed < state.canary.ids.length && !(await this.step(state, state.canary.ids))) return false;
    if (!(await state.noted)) return false;
    while (!this.stopped.signal.aborted) {
      const found = await this.lookAt(state);
      state.canary = countCanaries(state.canary, found);
      const verdict = judgeCanaries(found);
      if (verdict.goOn === 'wait') {
        if (!(await bulks.note(database, state.id, { canary: state.canary }))) return false;
        this.publish(state, false);
        await delay(canaryLookMs, null, { signal: this.stopped.signal }).catch(() => undefined);
        continue;
      }
      state.state = verdict.goOn === 'yes' ? 'running' : 'stopped';
      if (verdict.goOn === 'no') state.message = verdict.message;
      state.startedAt = verdict.goOn === 'yes' ? Date.now() : null;
      const { canary, startedAt, message } = state;
      if (state.state === 'stopped') {
        await bulks.note(database, state.id, { canary, message });
        await this.tellEnd(state);
      }
      const goesOn = await bulks.note(database, state.id, { state: state.state, canary, startedAt, message });
      if (goesOn) this.publish(state, true);
      return goesOn && verdict.goOn === 'yes';
    }
    return false;
  }

  /** The jobs the canaries went on as. */
  private async lookAt({ id, canary }: Progress): Promise<CanaryJob[]> {
    const { database } = this.parts;
    const taken = await takenBy(database, id);
    const replaced = new Map(taken.map(({ jobId, replacedBy }) => [jobId, replacedBy]));
    const ids = (canary?.ids ?? []).filter((one) => replaced.has(one)).map((one) => replaced.get(one) ?? one);
    const rows = await jobs.getMany(database, ids);
    const again = await inputs(
      database,
      rows.filter(({ state }) => state === 'failed').map((row) => row.id),
    );
    const fingerprints = new Map(again.map(({ jobId, fingerprint }) => [jobId, fingerprint]));
    return rows.map((row) => ({
      state: row.state,
      fingerprint: fingerprints.get(row.id) ?? null,
      message: row.errorMessage,
    }));
  }

  private async undo(bulk: bulks.StoredBulk, act: string): Promise<void> {
    const { database } = this.parts;
    const state: Progress = { ...bulk, done: 0, passed: 0, ...nothingUnderWay() };
    const all = await takenBy(database, act);
    state.total = Math.max(state.total, all.length);
    const { letters } = nextStep(null);
    for (let from = 0; from < all.length && !this.stopped.signal.aborted; from += letters) {
      const some = all.slice(from, from + letters);
      state.done += await undoPart(this.parts, act, some);
      state.passed += some.length;
      state.startedAt ??= Date.now();
      const { passed, done, startedAt, total } = state;
      if (!(await bulks.note(database, state.id, { passed, done, startedAt, total }))) return;
      this.publish(state, false);
      this.tellTotal();
    }
    if (this.stopped.signal.aborted) return;
    if (state.done < state.total)
      state.message = 'The others had started already, or have gone from the trash.';
    await this.finish(state);
  }

  private async finish(state: Progress): Promise<void> {
    const { database } = this.parts;
    await Promise.all([state.rest, state.noted]);
    state.state = 'done';
    state.finishedAt = Date.now();
    const { done, finishedAt, message } = state;
    if (await bulks.note(database, state.id, { done, message })) {
      await this.tellEnd(state);
      if (await bulks.note(database, state.id, { state: 'done', finishedAt })) this.publish(state, true);
    }
    this.tellTotal();
  }

  /**
   * In the audit log, before the act counts as ended: a crash between them ends it again, with the same key. A quick act's
   * end stands in the entry of its begin.
   */
  private async tellEnd({ id, verb, state, actor, createdAt }: Progress): Promise<void> {
    if (Date.now() - createdAt < toldAtBeginMs) return;
    await this.noteEnd({ id, verb, state }, { actor, key: uuidOf(`bulk-ended ${id} ${state}`) });
  }

  private publish(state: Progress, always: boolean): void {
    const now = Date.now();
    if (!always && now - this.publishedAt < publishMs) return;
    this.publishedAt = now;
    const { rest: _rest, noted: _noted, ahead: _ahead, ...row } = state;
    this.parts.hub.publish({ type: 'letter-bulk', bulk: describe(withRate(row), now) });
  }
}

/** Kept in memory while it runs. */
type Progress = bulks.StoredBulk & UnderWay;

interface UnderWay {
  /** Of the last step. */
  rest: Promise<void>;
  /** Whether the act goes on, as found when the last step was noted. */
  noted: Promise<boolean>;
  /** Letters after the last one that was dealt with. */
  ahead: LetterCursor[];
}

const nothingUnderWay = (): UnderWay => ({
  rest: Promise.resolve(),
  noted: Promise.resolve(true),
  ahead: [],
});
