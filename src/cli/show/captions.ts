/** `flightline media captions`, `ask-again`, `ask-now`: pictures that a vision model was asked about in vain. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SetAsideCaption } from '#contract/media/models';
import { exitCodes } from '../exit-codes';
import { tableText } from '../text/table';
import { timeText } from '../text/units';
import { ShowOptions } from './command-options';
import { printJson, printText, tableOptions } from './print';
import { withSession } from './with-session';

const columns = [
  { title: 'ASSET', value: ({ assetId }: SetAsideCaption) => assetId },
  { title: 'FILE', value: ({ fileName }: SetAsideCaption) => fileName, flexible: true },
  { title: 'ASKED', value: ({ askedAt }: SetAsideCaption) => timeText(askedAt) },
  { title: 'MODEL', value: ({ model }: SetAsideCaption) => model },
  { title: 'WHY', value: ({ problem }: SetAsideCaption) => problem, flexible: true },
];

export async function listSetAside(_: string[], typed: unknown): Promise<number> {
  const { data, json, limit } = ShowOptions.extend({ limit: z.number().max(200).default(50) }).parse(typed);
  const rows = await withSession(data, ({ call }) =>
    call((api) => api.media.setAsideCaptions.query({ limit })),
  );
  if (json) await printJson(rows);
  else
    await printText(rows.length > 0 ? tableText(columns, rows, tableOptions()) : 'No picture is set aside.');
  return exitCodes.done;
}

export async function askAgain(ids: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const key = randomUUID();
  const answer = await withSession(options.data, ({ call }) =>
    call((api) => api.media.askForCaptions.mutate({ assetIds: ids.length > 0 ? ids : null, key })),
  );
  if (options.json) await printJson(answer);
  else await printText(`Pictures that are asked about again: ${answer.asked}.`);
  return exitCodes.done;
}

export async function askNow(_: string[], typed: unknown): Promise<number> {
  const { data } = ShowOptions.parse(typed);
  await withSession(data, ({ call }) =>
    call((api) => api.media.askForCaptionsNow.mutate({ key: randomUUID() })),
  );
  await printText('The vision model is asked again.');
  return exitCodes.done;
}
