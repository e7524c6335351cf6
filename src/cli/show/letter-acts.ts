/** `flightline dlq` retry, edit, discard, restore. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { LetterPayload } from '#contract/dead-letters';
import { messageOf } from '#contract/errors';
import { issuesText } from '#contract/issues';
import { type PayloadChange, PatchOperation } from '#contract/letter-edits';
import type { Session } from '../connect/session';
import { UsageError, exitCodes } from '../exit-codes';
import { act, checkActTarget } from './act';
import { ActOptions, ShowOptions } from './command-options';
import { filterOf, letterFilterOptions } from './dead-letters';
import { runBulk, runOnAll } from './letter-bulks';
import { printJson, printText } from './print';
import { dryRunText, previewText } from './letter-previews';
import { withSession } from './with-session';

const Reason = z.string().trim().min(1).max(500);
const RetryOptions = ActOptions.extend(letterFilterOptions).extend({
  canary: z.number().default(0),
  rate: z.number().nullable().default(null),
});
const DiscardOptions = ActOptions.extend(letterFilterOptions).extend({ reason: Reason });
const EditOptions = RetryOptions.extend({
  payload: z.string().optional(),
  merge: z.string().optional(),
  patch: z.string().optional(),
  dryRun: z.boolean().default(false),
});
type EditOptions = z.infer<typeof EditOptions>;

const words = { thing: 'dead letter', things: 'dead letters' };
/** `--all` has no ids to collect: the instance itself goes through what matches. */
const collect = () => Promise.resolve([]);

export async function retryLetters(ids: string[], typed: unknown): Promise<number> {
  const options = RetryOptions.parse(typed);
  checkActTarget(ids, options);
  const { canary, rate: ratePerS } = options;
  return withSession(options.data, (session) => {
    const filter = filterOf(options);
    if (options.all)
      return runOnAll(
        session,
        { filter, verb: 'Retry', options },
        { verb: 'retry', target: { filter }, canary, ratePerS },
      );
    if (canary > 0 || ratePerS !== null)
      return runBulk(session, { verb: 'retry', target: { ids }, canary, ratePerS }, options);
    return act(session, ids, options, {
      ...words,
      verb: 'retry',
      past: 'retried',
      isFinal: false,
      collect,
      carryOut(some) {
        const key = randomUUID();
        return session.call((api) => api.deadLetters.retry.mutate({ ids: some, key }));
      },
    });
  });
}

export async function discardLetters(ids: string[], typed: unknown): Promise<number> {
  const options = DiscardOptions.parse(typed);
  checkActTarget(ids, options);
  const { reason } = options;
  return withSession(options.data, (session) => {
    const filter = filterOf(options);
    if (options.all)
      return runOnAll(
        session,
        { filter, verb: 'Discard', options },
        { verb: 'discard', target: { filter }, reason },
      );
    return act(session, ids, options, {
      ...words,
      verb: 'discard',
      past: 'discarded',
      isFinal: false,
      collect,
      carryOut(some) {
        const key = randomUUID();
        return session.call((api) => api.deadLetters.discard.mutate({ ids: some, reason, key }));
      },
    });
  });
}

export async function restoreLetters(ids: string[], typed: unknown): Promise<number> {
  const options = ActOptions.parse(typed);
  checkActTarget(ids, { all: false });
  return withSession(options.data, (session) =>
    act(session, ids, options, {
      ...words,
      verb: 'restore',
      past: 'restored',
      isFinal: false,
      collect,
      carryOut(some) {
        const key = randomUUID();
        return session.call((api) => api.deadLetters.restore.mutate({ ids: some, key }));
      },
    }),
  );
}

/** JSON as it was typed, or of the file after `@`. @throws UsageError */
async function jsonOf(text: string, option: string): Promise<unknown> {
  const file = text.startsWith('@') ? text.slice(1) : null;
  const json =
    file === null
      ? text
      : await readFile(file, 'utf8').catch((error: unknown) => {
          throw new UsageError(`${option}: the file ${file} cannot be read.`, { cause: error });
        });
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    const what = file === null ? `${option} is no JSON` : `${option}: ${file} holds no JSON`;
    throw new UsageError(`${what}: ${messageOf(error)}.`, { cause: error });
  }
}

async function changeOf({ merge, patch }: EditOptions): Promise<PayloadChange | null> {
  if (merge !== undefined) {
    const parsed = z.record(z.string(), z.unknown()).safeParse(await jsonOf(merge, '--merge'));
    if (parsed.success) return { how: 'merge', patch: parsed.data };
    throw new UsageError('--merge must be a JSON object, e.g. {"options":{"name":1}}.');
  }
  if (patch === undefined) return null;
  const parsed = z
    .array(PatchOperation)
    .min(1)
    .safeParse(await jsonOf(patch, '--patch'));
  if (parsed.success) return { how: 'patch', operations: parsed.data };
  throw new UsageError(`--patch must be a list of JSON Patch operations: ${issuesText(parsed.error)}.`);
}

export async function editLetters(ids: string[], typed: unknown): Promise<number> {
  const options = EditOptions.parse(typed);
  checkActTarget(ids, options);
  const { canary, rate: ratePerS, payload } = options;
  const change = await changeOf(options);
  if ((payload === undefined) === (change === null))
    throw new UsageError('Give one of --payload, --merge or --patch.');
  return withSession(options.data, async (session) => {
    if (!change) return editOne(session, ids, options);
    const filter = filterOf(options);
    const target = options.all ? { filter } : { ids };
    if (options.dryRun) {
      const preview = await session.call((api) => api.deadLetters.preview.query({ target, change }));
      if (options.json) await printJson(preview);
      else await printText(previewText(preview));
      return preview.unfit > 0 ? exitCodes.incomplete : exitCodes.done;
    }
    const request = { verb: 'edit' as const, target, change, canary, ratePerS };
    return options.all
      ? runOnAll(session, { filter, verb: 'Edit and retry', options }, request)
      : runBulk(session, request, options);
  });
}

async function editOne({ call }: Session, ids: string[], options: EditOptions): Promise<number> {
  const [id = '', ...more] = ids;
  if (options.all || more.length > 0)
    throw new UsageError('--payload is for one letter; use --merge or --patch for several.');
  const parsed = LetterPayload.safeParse(await jsonOf(options.payload ?? '', '--payload'));
  if (!parsed.success)
    throw new UsageError(
      `--payload: ${issuesText(parsed.error)}. It is the whole payload, as “dlq payload” prints it.`,
    );
  const payload = parsed.data;
  if (options.dryRun) {
    const result = await call((api) => api.deadLetters.dryRun.mutate({ id, payload }));
    if (options.json) await printJson(result);
    else await printText(dryRunText(result));
    return result.outcome === 'completed' ? exitCodes.done : exitCodes.incomplete;
  }
  const key = randomUUID();
  const { jobId, known } = await call((api) => api.deadLetters.edit.mutate({ id, payload, key }));
  if (options.json) await printJson({ jobId, known });
  else await printText(`${known ? 'This work was done before: run' : 'Queued again as'} ${jobId}.`);
  return exitCodes.done;
}

/** Prints the payload as it can be given back to `edit --payload`. */
export async function showPayload([id = '']: string[], typed: unknown): Promise<number> {
  const { data } = ShowOptions.parse(typed);
  const { payload } = await withSession(data, ({ call }) =>
    call((api) => api.deadLetters.form.query({ id })),
  );
  await printJson(payload);
  return exitCodes.done;
}
