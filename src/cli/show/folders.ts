/** `flightline folders`: list, files, watch, pause, resume, forget. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { type WatchedFile, type WatchedFolder, WatchedOutcome } from '#contract/media/folders';
import type { Api } from '../connect/api';
import { exitCodes } from '../exit-codes';
import { tableText } from '../text/table';
import { bytesText, timeText } from '../text/units';
import { ShowOptions } from './command-options';
import { printJson, printText, tableOptions } from './print';
import { withSession } from './with-session';

const columns = [
  { title: 'FOLDER', value: ({ id }: WatchedFolder) => id },
  {
    title: 'PATH',
    value: (row: WatchedFolder) => `${row.path}${row.recursive ? '' : ' (flat)'}`,
    flexible: true,
  },
  { title: 'TAKEN', value: ({ taken }: WatchedFolder) => String(taken) },
  { title: 'KNOWN', value: ({ known }: WatchedFolder) => String(known) },
  { title: 'REFUSED', value: ({ refused }: WatchedFolder) => String(refused) },
  { title: 'LOOKED', value: ({ scannedAt }: WatchedFolder) => timeText(scannedAt) },
  {
    title: 'STATE',
    value: ({ paused, problem }: WatchedFolder) => (paused ? 'paused' : (problem ?? 'watched')),
    flexible: true,
  },
];

export async function list(_: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const rows = await withSession(options.data, ({ call }) => call((api) => api.media.folders.query()));
  if (options.json) await printJson(rows);
  else await printText(tableText(columns, rows, tableOptions()));
  return exitCodes.done;
}

const fileColumns = [
  { title: 'FILE', value: (row: WatchedFile) => row.path, flexible: true },
  { title: 'SIZE', value: ({ sizeBytes }: WatchedFile) => bytesText(sizeBytes) },
  { title: 'CHANGED', value: ({ modifiedAt }: WatchedFile) => timeText(modifiedAt) },
  { title: 'OUTCOME', value: ({ outcome }: WatchedFile) => outcome },
  { title: 'WHY', value: ({ message }: WatchedFile) => message, flexible: true },
];

export async function files([id = '']: string[], typed: unknown): Promise<number> {
  const { data, json, limit, outcome } = ShowOptions.extend({
    limit: z.number().max(500).default(50),
    outcome: WatchedOutcome.optional(),
  }).parse(typed);
  const rows = await withSession(data, ({ call }) =>
    call((api) => api.media.folderFiles.query({ id, limit, outcome })),
  );
  if (json) await printJson(rows);
  else await printText(tableText(fileColumns, rows, tableOptions()));
  return exitCodes.done;
}

async function act(
  typed: unknown,
  done: string,
  carryOut: (api: Api, key: string) => Promise<unknown>,
): Promise<number> {
  const options = ShowOptions.parse(typed);
  const key = randomUUID();
  const answer = await withSession(options.data, ({ call }) => call((api) => carryOut(api, key)));
  if (options.json) await printJson(answer ?? {});
  else await printText(done);
  return exitCodes.done;
}

export function watch([folder = '']: string[], typed: unknown): Promise<number> {
  const { flat } = z.object({ flat: z.boolean().default(false) }).parse(typed);
  const absolute = path.resolve(folder);
  return act(typed, `${absolute} is watched.`, (api, key) =>
    api.media.watchFolder.mutate({ path: absolute, recursive: !flat, key }),
  );
}

export const pause = ([id = '']: string[], typed: unknown): Promise<number> =>
  act(typed, 'It is paused.', (api, key) => api.media.pauseFolder.mutate({ id, paused: true, key }));

export const resume = ([id = '']: string[], typed: unknown): Promise<number> =>
  act(typed, 'It is watched again.', (api, key) => api.media.pauseFolder.mutate({ id, paused: false, key }));

export const forget = ([id = '']: string[], typed: unknown): Promise<number> =>
  act(typed, 'It is watched no more.', (api, key) => api.media.forgetFolder.mutate({ id, key }));
