/** `flightline clusters layout`, `resume-layout`, `undo-layout`: folders by cluster, planned, written, taken back. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import type { LayoutPlan } from '#contract/media/clusters';
import type { Api } from '../connect/api';
import type { Session } from '../connect/session';
import { exitCodes } from '../exit-codes';
import { tableText } from '../text/table';
import { bytesText, counted } from '../text/units';
import { ShowOptions } from './command-options';
import { printJson, printText, say, tableOptions } from './print';
import { withSession } from './with-session';

const lookMs = 500;

type Call = Session['call'];

const LayoutOptions = ShowOptions.extend({
  how: z.enum(['copy', 'link']),
  minSize: z.number().default(2),
  accept: z.boolean().default(false),
});

export async function layout([folder = '']: string[], typed: unknown): Promise<number> {
  const { data, json, how, minSize, accept } = LayoutOptions.parse(typed);
  const [planKey, acceptKey] = [randomUUID(), randomUUID()];
  const request = { folder: path.resolve(folder), how, minSize };
  const plan = await withSession(data, async ({ call }) => {
    let now: LayoutPlan = await call((api) => api.media.planLayout.mutate({ ...request, key: planKey }));
    if (!accept || now.files === 0) return now;
    const { id } = now;
    now = await call((api) => api.media.acceptLayout.mutate({ id, key: acceptKey }));
    return ended(call, now);
  });
  if (json) await printJson(plan);
  else await printText(planText(plan));
  if (plan.state === 'planned' && !json) say('\nNothing was written: add --accept to carry it out.');
  if (plan.state !== 'planned' && !json) say(`\nTo take it back: flightline clusters undo-layout ${plan.id}`);
  return plan.state === 'failed' ? exitCodes.failure : exitCodes.done;
}

/** The last one that was accepted, if none is named. */
async function idOf(call: Call, given: string | undefined): Promise<string> {
  const id = given ?? (await call((api) => api.media.lastLayout.query()))?.id;
  if (id === undefined) throw new FlightlineError('NOT_FOUND', 'No layout was carried out yet.');
  return id;
}

async function ended(call: Call, begun: LayoutPlan): Promise<LayoutPlan> {
  let now = begun;
  for (; now.state === 'running' || now.state === 'undoing'; await delay(lookMs))
    now = await call((api) => api.media.layout.query({ id: begun.id }));
  return now;
}

/** Carries out an act on a layout, and waits for its end. */
async function carriedOut(
  [given]: string[],
  typed: unknown,
  act: (api: Api, of: { id: string; key: string }) => Promise<LayoutPlan>,
): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const key = randomUUID();
  const plan = await withSession(data, async ({ call }) => {
    const id = await idOf(call, given);
    return ended(call, await call((api) => act(api, { id, key })));
  });
  await (json ? printJson(plan) : printText(endText(plan)));
  return plan.state === 'done' || plan.state === 'undone' ? exitCodes.done : exitCodes.failure;
}

export const resumeLayout = (ids: string[], typed: unknown) =>
  carriedOut(ids, typed, (api, of) => api.media.acceptLayout.mutate(of));

export const undoLayout = (ids: string[], typed: unknown) =>
  carriedOut(ids, typed, (api, of) => api.media.undoLayout.mutate(of));

function endText(plan: LayoutPlan): string {
  const { folder, files, bytes, state, written, skipped, message, there, renamed, removed, left } = plan;
  const reason = message === null ? '' : `; ${message}`;
  if (state === 'undone' || state === 'undo-failed')
    return `${removed} taken away from ${folder}${left > 0 ? `, ${left} left, since they were changed` : ''}${reason}`;
  if (state !== 'planned') return `${written} written, ${skipped} there already in ${folder}${reason}`;
  return `${counted(files, 'file', 'files')}, ${bytesText(bytes)}, in ${folder}; ${there} there already, ${renamed} put under another name`;
}

function planText(plan: LayoutPlan): string {
  const rows = tableText(
    [
      { title: 'FOLDER', value: (row: LayoutPlan['folders'][number]) => row.name, flexible: true },
      { title: 'FILES', value: (row: LayoutPlan['folders'][number]) => String(row.files) },
    ],
    plan.folders,
    tableOptions(),
  );
  const more = plan.folderCount - plan.folders.length;
  return `${rows}\n${more > 0 ? `and ${counted(more, 'more folder', 'more folders')}\n` : ''}\n${endText(plan)}`;
}
