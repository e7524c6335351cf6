/** `flightline read-only` and `flightline views`. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ReadOnlyState, SavedView } from '#contract/access';
import { exitCodes } from '../exit-codes';
import { timeText } from '../text/units';
import { act, checkActTarget } from './act';
import { ActOptions, ShowOptions } from './command-options';
import { printJson, printRows, printText } from './print';
import { withSession } from './with-session';

async function tell(state: ReadOnlyState, json: boolean): Promise<number> {
  if (json) await printJson(state);
  else if (!state.on) await printText('Changes are allowed.');
  else {
    const since =
      state.since === null ? 'it was started so' : `since ${timeText(state.since)}, by ${state.by ?? '-'}`;
    await printText(`Read-only: ${since}${state.reason === null ? '' : `. ${state.reason}`}`);
  }
  return exitCodes.done;
}

export async function showReadOnly(_: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  return tell(await withSession(data, ({ call }) => call((api) => api.access.readOnly.query())), json);
}

function switchTo(on: boolean) {
  return async (_: string[], typed: unknown): Promise<number> => {
    const { data, json, reason } = ShowOptions.extend({ reason: z.string().default('') }).parse(typed);
    const key = randomUUID();
    const change = { on, reason, key };
    return tell(
      await withSession(data, ({ call }) => call((api) => api.access.setReadOnly.mutate(change))),
      json,
    );
  };
}
export const switchOn = switchTo(true);
export const switchOff = switchTo(false);

const columns = [
  { title: 'ID', value: ({ id }: SavedView) => id },
  { title: 'PAGE', value: ({ page }: SavedView) => page },
  { title: 'NAME', value: ({ name }: SavedView) => name, flexible: true },
  { title: 'STARRED', value: ({ starred }: SavedView) => (starred ? 'yes' : '') },
  { title: 'FILTER', value: ({ search }: SavedView) => JSON.stringify(search), flexible: true },
];

export async function listViews(_: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const rows = await withSession(data, ({ call }) => call((api) => api.access.views.query()));
  if (json) await printJson(rows);
  else await printRows(columns, rows, 'There is no saved view.');
  return exitCodes.done;
}

export async function removeViews(ids: string[], typed: unknown): Promise<number> {
  const options = ActOptions.parse(typed);
  checkActTarget(ids, options);
  return withSession(options.data, (session) =>
    act(session, ids, options, {
      verb: 'delete',
      past: 'deleted',
      thing: 'view',
      things: 'views',
      isFinal: true,
      collect: async () => (await session.call((api) => api.access.views.query())).map(({ id }) => id),
      carryOut: (some) => {
        const key = randomUUID();
        return session.call((api) => api.access.removeViews.mutate({ ids: some, key }));
      },
    }),
  );
}
