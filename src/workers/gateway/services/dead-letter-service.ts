/** Dead letters: read, retried, edited, discarded, restored; one, several, or all that match. */
import type { LetterPayload } from '#contract/dead-letters';
import type { Engine } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import type { ActResult } from '#contract/jobs';
import type { BulkRequest, LetterBulk } from '#contract/letter-bulks';
import type { ChangePreview } from '#contract/letter-edits';
import type { Services } from '#contract/services';
import { engineNamed, findEngine } from '../../../engines/registry';
import * as deadLetters from '../../../stack/database/dead-letters';
import { LetterPages } from '../../../stack/database/letter-pages';
import * as bulks from '../../../stack/database/letter-bulks';
import * as groups from '../../../stack/database/letter-groups';
import {
  discard as discardLetters,
  restore as restoreLetters,
  trash,
} from '../../../stack/database/letters-gone';
import { announce } from '../letters/announce';
import { bulkOutcome, targetText } from '../letters/bulk-words';
import type { BulkRunner } from '../letters/bulk-runner';
import { describe, sizeOf, withRate } from '../letters/bulk-view';
import { editLetters } from '../letters/edit-letters';
import { importBundle } from '../letters/import-bundle';
import { previewBytes, previewOf } from '../letters/input-preview';
import { changedPayload, issuesOf, payloadOf, schemaOf } from '../letters/payload';
import { settle } from '../letters/settle';
import type { GatewayParts } from '../parts';
import { retryJobs } from './job-service';

const shownBulks = 20;
/** Letters a preview looks at; the first of them are shown. */
const looked = 500;
const samples = 5;
/** Most acts are over by then, and the answer says how they ended. */
const answerMs = 1000;
/** Letters that an entry of the audit log tells of; the ids of all are its subject. */
const mostNoted = 100;

export function createDeadLetterService(parts: GatewayParts, runner: BulkRunner): Services['deadLetters'] {
  const { acts, database } = parts;
  const pages = new LetterPages(database);

  async function letterOf(jobId: string): Promise<{ letter: deadLetters.LetterInput; engine: Engine }> {
    const [letter] = await deadLetters.inputs(database, [jobId]);
    if (!letter) throw deadLetters.noLetter(jobId);
    return { letter, engine: engineNamed(letter.engine) };
  }

  /** As the audit log shows them. */
  async function lettersShortly(ids: readonly string[]): Promise<unknown> {
    const found = await deadLetters.inputs(database, ids.slice(0, mostNoted));
    return found.map(({ jobId, fileName, engine }) => ({ id: jobId, name: fileName, engine }));
  }

  const retry = acts.define(
    'dead-letters.retry',
    async ({ ids, act }: { ids: string[]; act?: string }, change) => {
      change.before = await lettersShortly(ids);
      const answer = await retryJobs(parts, ids, act);
      change.after = { retried: answer.done, skipped: answer.skipped.length };
      await announce(parts);
      return answer;
    },
  );
  const discard = acts.define(
    'dead-letters.discard',
    async ({ ids, reason, act = '' }: { ids: string[]; reason: string; act?: string }, change) => {
      change.before = await lettersShortly(ids);
      const removed = await discardLetters(database, ids, { at: Date.now(), act, reason });
      change.after = { discarded: removed.length, reason };
      await announce(parts);
      return resultOf(ids, removed, 'There is no such letter.');
    },
  );
  const restore = acts.define('dead-letters.restore', async ({ ids }: { ids: string[] }, change) => {
    const back = await restoreLetters(database, ids);
    change.after = await lettersShortly(ids);
    await announce(parts);
    return resultOf(ids, back, 'It is not in the trash, or its job was run again since.');
  });
  const edit = acts.define(
    'dead-letters.edit',
    async ({ id, payload, act }: { id: string; payload: LetterPayload; act: string }, change) => {
      const { letter, engine } = await letterOf(id);
      change.before = payloadOf(letter);
      change.after = payload;
      mustFit(engine, payload);
      const went = await editLetters(parts, [{ letter, payload }], { act, at: Date.now() });
      await announce(parts);
      const answer = went.get(id);
      if (!answer) throw new FlightlineError('CONFLICT', 'The letter has gone meanwhile.');
      return answer;
    },
  );
  const takeBundle = acts.define(
    'dead-letters.import',
    async ({ sha256, fileName }: { sha256: string; fileName: string }, change) => {
      const everyLetter = { filter: {} };
      change.before = { deadLetters: await deadLetters.count(database, everyLetter) };
      const result = await importBundle(parts, sha256);
      const { letters, imported, known, skipped } = result;
      const left = letters - imported - known;
      change.after = {
        name: `${fileName}: ${imported} of ${letters} taken in, ${known} known${left > 0 ? `, ${left} left out` : ''}`,
        deadLetters: await deadLetters.count(database, everyLetter),
        ...{ letters, imported, known, skipped: skipped.length },
      };
      await announce(parts);
      return result;
    },
  );
  const startBulk = acts.define(
    'dead-letters.bulk',
    async (
      { id, actor, request }: { id: string; actor: string; request: BulkRequest },
      change,
    ): Promise<LetterBulk> => {
      const of = await targetText(database, request);
      if (request.verb === 'undo') await mustHaveEnded(request.act);
      await bulks.insert(database, {
        id,
        verb: request.verb,
        request: await settle(parts, request),
        state: 'canary' in request && request.canary > 0 ? 'canary' : 'running',
        actor,
        total: await sizeOf(parts, request),
        createdAt: Date.now(),
      });
      const soon = await endedSoon(id);
      change.before = { letters: soon.total };
      change.after = await outcomeOf(request, soon, of);
      return soon;
    },
  );
  const cancelBulk = acts.define('dead-letters.cancel-bulk', async ({ id }: { id: string }, change) => {
    const { state, request } = await bulks.get(database, id);
    change.before = { state };
    await bulks.note(database, id, { state: 'cancelled', finishedAt: Date.now() });
    const ended = await told(id);
    change.after = bulkOutcome(ended, await targetText(database, request));
    return ended;
  });
  const goOnWithBulk = acts.define('dead-letters.go-on-with-bulk', async ({ id }: { id: string }, change) => {
    const { state, request } = await bulks.get(database, id);
    if (state !== 'stopped') return described(id);
    change.before = { state };
    await bulks.note(database, id, { state: 'running', startedAt: Date.now(), message: null });
    const soon = await endedSoon(id);
    change.after = bulkOutcome(soon, await targetText(database, request));
    return soon;
  });
  /** With how many letters of the kind are there now. */
  async function outcomeOf(request: BulkRequest, bulk: LetterBulk, of: string): Promise<unknown> {
    if (request.verb === 'undo') return bulkOutcome(bulk, of);
    return { ...bulkOutcome(bulk, of), letters: await deadLetters.count(database, request.target) };
  }

  async function mustHaveEnded(act: string): Promise<void> {
    const running = await bulks.unfinished(database);
    if (running.some(({ id }) => id === act))
      throw new FlightlineError('CONFLICT', 'It is still running: cancel it, then take it back.');
  }
  async function endedSoon(id: string): Promise<LetterBulk> {
    const limit = new Promise<void>((resolve) => setTimeout(resolve, answerMs).unref());
    await Promise.race([runner.start(id), limit]);
    return told(id);
  }
  async function described(id: string): Promise<LetterBulk> {
    return describe(withRate(await bulks.get(database, id)), Date.now());
  }
  async function told(id: string): Promise<LetterBulk> {
    const bulk = await described(id);
    parts.hub.publish({ type: 'letter-bulk', bulk });
    return bulk;
  }

  return {
    page: (query) => pages.read(query),
    groups: (query) => groups.list(database, query, Date.now()),
    count: (target) => deadLetters.count(database, target),
    get: (jobId) => deadLetters.get(database, jobId),
    async input(jobId) {
      const { letter } = await letterOf(jobId);
      const head: Uint8Array[] = [];
      const range = { start: 0, end: previewBytes - 1 };
      if (letter.sizeBytes > 0)
        for await (const piece of parts.blobs.stream(letter.sha256, range)) head.push(piece);
      return previewOf(Buffer.concat(head), letter.sizeBytes);
    },
    trash: (query) => trash(database, query),
    retry: (ids, by) => retry({ ids, act: by.key }, by),
    discard: (ids, reason, by) => discard({ ids, reason, act: by.key }, by),
    restore: (ids, by) => restore({ ids }, by),

    async form(jobId) {
      const { letter, engine } = await letterOf(jobId);
      return { payload: payloadOf(letter), schema: schemaOf(engine) };
    },
    check: async (jobId, payload) => issuesOf((await letterOf(jobId)).engine, payload),
    async dryRun(jobId, payload, signal) {
      const { letter, engine } = await letterOf(jobId);
      mustFit(engine, payload);
      const { sha256, sizeBytes } = letter;
      const file = { sha256, sizeBytes, fileName: payload.fileName };
      return parts.dryRuns.run({ engine: engine.name, file, options: payload.options }, signal);
    },
    edit: (id, payload, by) => edit({ id, payload, act: by.key }, by),
    async preview(target, change) {
      const ids =
        'ids' in target
          ? target.ids.slice(0, looked)
          : (
              await deadLetters.walk(database, target.filter, {
                until: Date.now(),
                after: null,
                limit: looked,
              })
            ).map(({ id }) => id);
      const rows = (await deadLetters.inputs(database, ids)).map(
        (letter): ChangePreview['samples'][number] & { changed: boolean } => {
          const engine = findEngine(letter.engine);
          const before = payloadOf(letter);
          const result = engine
            ? changedPayload(engine, before, change)
            : { problem: `There is no engine named ${letter.engine}.`, after: null };
          const { jobId, fileName } = letter;
          const problem = 'problem' in result ? result.problem : null;
          return {
            jobId,
            fileName,
            before,
            after: result.after,
            problem,
            changed: 'changed' in result && result.changed,
          };
        },
      );
      return {
        count: await deadLetters.count(database, target),
        looked: rows.length,
        changed: rows.filter(({ changed }) => changed).length,
        unfit: rows.filter(({ problem }) => problem !== null).length,
        samples: rows.slice(0, samples).map(({ changed: _changed, ...sample }) => sample),
      };
    },

    importBundle: (bundle, by) => takeBundle(bundle, by),
    bulks: async () => (await bulks.recent(database, shownBulks)).map((row) => describe(row, Date.now())),
    startBulk: (request, by) => startBulk({ id: by.key, actor: by.actor, request }, by),
    cancelBulk: (id, by) => cancelBulk({ id }, by),
    goOnWithBulk: (id, by) => goOnWithBulk({ id }, by),
  };
}

function mustFit(engine: Engine, payload: unknown): void {
  const [issue] = issuesOf(engine, payload);
  if (issue)
    throw new FlightlineError(
      'INVALID_INPUT',
      `The payload does not fit ${engine.title}: ${issue.path.join('.') || 'payload'}: ${issue.message}`,
    );
}

function resultOf(ids: readonly string[], done: readonly string[], reason: string): ActResult {
  const there = new Set(done);
  const skipped = ids.filter((id) => !there.has(id)).map((id) => ({ id, reason }));
  return { done: there.size, skipped: skipped.slice(0, 1000) };
}
