/** `flightline backup` and `flightline restore`. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { BackupFolder, BackupState, BackupSummary, SetAside } from '#contract/backups';
import { FlightlineError } from '#contract/errors';
import { connect } from '../connect/api';
import { findInstance } from '../connect/find-instance';
import { CannotError, exitCodes } from '../exit-codes';
import { tableText } from '../text/table';
import { bytesText, counted, durationText, timeText } from '../text/units';
import { act, checkActTarget, confirm } from './act';
import { ActOptions, ShowOptions } from './command-options';
import { printJson, printRows, printText, say, tableOptions } from './print';
import { withSession } from './with-session';

const folderOption = {
  folder: z
    .string()
    .transform((dir) => path.resolve(dir))
    .nullable()
    .default(null),
};
const FolderOptions = ShowOptions.extend(folderOption);
const lookEveryMs = 200;
const sayEveryMs = 3000;
const restartLimitMs = 2 * 60_000;
const askLimitMs = 10_000;

const jobsIn = ({ jobs }: BackupSummary) => Object.values(jobs).reduce((sum, count) => sum + count, 0);

const columns = [
  { title: 'NAME', value: ({ name }: BackupSummary) => name },
  { title: 'MADE', value: ({ createdAt }: BackupSummary) => timeText(createdAt) },
  { title: 'RUNS', value: jobsIn, align: 'right' as const },
  { title: 'FILES', value: ({ files }: BackupSummary) => files, align: 'right' as const },
  { title: 'SIZE', value: ({ bytes }: BackupSummary) => bytesText(bytes), align: 'right' as const },
  { title: 'NEW', value: ({ newBytes }: BackupSummary) => bytesText(newBytes), align: 'right' as const },
  { title: 'TOOK', value: ({ tookMs }: BackupSummary) => durationText(tookMs), align: 'right' as const },
  { title: 'VERSION', value: ({ version }: BackupSummary) => version },
];

export async function createBackup(_: string[], typed: unknown): Promise<number> {
  const options = FolderOptions.extend({ keep: z.number().nullable().default(null) }).parse(typed);
  const key = randomUUID();
  const { folder, keep } = options;
  const made = await withSession(options.data, async ({ call }) => {
    const begun = await call((api) => api.backups.create.mutate({ folder, keep, key }));
    for (let saidAt = Date.now(); ; await delay(lookEveryMs)) {
      const { running, last }: BackupState = await call((api) => api.backups.state.query());
      if (running?.name !== begun.name) {
        const error = last?.name === begun.name ? last.error : 'the instance was started anew meanwhile';
        if (error !== null) return { error, summary: undefined };
        const all = await call((api) => api.backups.list.query({ folder: begun.folder }));
        return { error: null, summary: all.find(({ name }) => name === begun.name) };
      }
      if (Date.now() - saidAt < sayEveryMs) continue;
      saidAt = Date.now();
      say(`${running.phase}: ${bytesText(running.doneBytes)} of ${bytesText(running.totalBytes ?? 0)}`);
    }
  });
  if (made.error !== null) {
    say(`The backup was not made: ${made.error}`);
    return exitCodes.failure;
  }
  if (options.json) await printJson(made.summary);
  else if (made.summary) await printText(tableText(columns, [made.summary], tableOptions()));
  return exitCodes.done;
}

export async function listBackups(_: string[], typed: unknown): Promise<number> {
  const { data, json, folder } = FolderOptions.parse(typed);
  const { rows, unreadable } = await withSession(data, async ({ call }) => ({
    unreadable: await call((api) => api.backups.unreadable.query({ folder })),
    rows: await call((api) => api.backups.list.query({ folder })),
  }));
  if (json) await printJson(rows);
  else await printRows(columns, rows, 'There is no backup in this folder.');
  for (const { name, reason } of unreadable) say(`Not listed: ${name}. ${reason}`);
  return exitCodes.done;
}

const folderColumns = [
  { title: 'FOLDER', value: ({ folder }: BackupFolder) => folder, flexible: true },
  { title: 'BACKUPS', value: ({ backups }: BackupFolder) => backups, align: 'right' as const },
  { title: 'NEWEST', value: ({ newest }: BackupFolder) => newest ?? '–' },
  {
    title: 'WRITTEN BY',
    value: ({ usual, schedules }: BackupFolder) =>
      [...schedules, ...(usual ? ['whoever names no folder'] : [])].join(', ') || 'hand',
  },
];

export async function listFolders(_: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const rows = await withSession(data, ({ call }) => call((api) => api.backups.folders.query()));
  if (json) await printJson(rows);
  else await printRows(folderColumns, rows, 'There is no folder of backups.');
  return exitCodes.done;
}

export async function verifyBackup([name = '']: string[], typed: unknown): Promise<number> {
  const { data, json, folder } = FolderOptions.parse(typed);
  const verdict = await withSession(data, ({ call }) =>
    call((api) => api.backups.verify.query({ name, folder })),
  );
  const { files, bytes, damage } = verdict;
  if (json) await printJson(verdict);
  else if (damage.length === 0)
    await printText(`${name} is whole: ${counted(files, 'file')}, ${bytesText(bytes)}.`);
  else await printText([`${name} is damaged:`, ...damage].join('\n  '));
  return damage.length === 0 ? exitCodes.done : exitCodes.failure;
}

export async function deleteBackups(names: string[], typed: unknown): Promise<number> {
  const options = ActOptions.extend(folderOption).parse(typed);
  const { folder } = options;
  checkActTarget(names, options);
  return withSession(options.data, (session) =>
    act(session, names, options, {
      verb: 'delete',
      past: 'deleted',
      thing: 'backup',
      things: 'backups',
      isFinal: true,
      collect: async () =>
        (await session.call((api) => api.backups.list.query({ folder }))).map(({ name }) => name),
      carryOut: (some) => {
        const key = randomUUID();
        return session.call((api) => api.backups.remove.mutate({ names: some, folder, key }));
      },
    }),
  );
}

const asideColumns = [
  { title: 'FOLDER', value: ({ name }: SetAside) => name },
  { title: 'SET ASIDE', value: ({ at }: SetAside) => timeText(at) },
  { title: 'FILES', value: ({ files }: SetAside) => files, align: 'right' as const },
  { title: 'SIZE', value: ({ bytes }: SetAside) => bytesText(bytes), align: 'right' as const },
  { title: 'WHAT', value: ({ why, held }: SetAside) => held ?? why, flexible: true },
];

export async function listAsides(_: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const rows = await withSession(data, ({ call }) => call((api) => api.backups.asides.query()));
  if (json) await printJson(rows);
  else await printRows(asideColumns, rows, 'No restore has set anything aside that is still there.');
  return exitCodes.done;
}

export async function deleteAsides(names: string[], typed: unknown): Promise<number> {
  const options = ActOptions.parse(typed);
  checkActTarget(names, options);
  return withSession(options.data, (session) =>
    act(session, names, options, {
      verb: 'delete',
      past: 'deleted',
      thing: 'folder',
      things: 'folders',
      isFinal: true,
      collect: async () =>
        (await session.call((api) => api.backups.asides.query()))
          .filter(({ held }) => held === null)
          .map(({ name }) => name),
      carryOut: (some) => {
        const key = randomUUID();
        return session.call((api) => api.backups.removeAsides.mutate({ names: some, key }));
      },
    }),
  );
}

const RestoreOptions = ShowOptions.extend({
  folder: z.string().transform((dir) => path.resolve(dir)),
  replace: z.boolean().default(false),
  yes: z.boolean().default(false),
});

export async function restoreBackup([name]: string[], typed: unknown): Promise<number> {
  const { data, json, folder, replace, yes } = RestoreOptions.parse(typed);
  if (replace && !yes && !(await confirm(`Replace what is in ${data} by the backup?`))) {
    say('Nothing was done.');
    return exitCodes.failure;
  }
  const running = await findInstance(data);
  if (running !== null && replace) return restoreRunning({ data, json, folder, name: name ?? null });
  // Loaded when needed: other commands do without the supervisor.
  const { restore } = await import('../../headless/restore');
  let saidAt = Date.now();
  const { manifest, aside } = await restore({
    folder,
    name: name ?? null,
    dataDir: data,
    replace,
    onProgress(done, total) {
      if (Date.now() - saidAt < sayEveryMs) return;
      saidAt = Date.now();
      say(`${bytesText(done)} of ${bytesText(total)}`);
    },
  });
  if (json) await printJson({ name: manifest.name, dataDir: data, aside });
  else await printText(`${manifest.name} was restored into ${data}.`);
  if (!json && aside !== null && replace) say(`What was there before is in ${aside}.`);
  return exitCodes.done;
}

interface RunningRestore {
  data: string;
  json: boolean;
  folder: string;
  name: string | null;
}

/** By the instance itself, which starts again with the backup; waits until it has. */
async function restoreRunning({ data, json, folder, name }: RunningRestore): Promise<number> {
  const key = randomUUID();
  const begunAt = Date.now();
  const begun = await withSession(data, async ({ call }) => {
    const newest = (await call((api) => api.backups.list.query({ folder })))[0]?.name;
    const chosen = name ?? newest;
    if (chosen === undefined) throw new CannotError(`There is no backup in ${folder}.`);
    return call((api) => api.backups.restore.mutate({ name: chosen, folder, key }));
  });
  say(`Restoring ${begun.name} into the instance that runs in ${data}; it starts again with it.`);
  for (let seenAt = begunAt; ; await delay(lookEveryMs)) {
    const state = await stateOf(data);
    if (state !== null) seenAt = Date.now();
    else if (Date.now() - seenAt > restartLimitMs)
      throw new FlightlineError('NOT_READY', 'The instance did not come back; logs/supervisor.log says why.');
    if (state === null || state.restoring !== null) continue;
    const { restored } = state;
    if (restored === null || restored.at < begunAt) continue;
    if (restored.error !== null) {
      say(`It was not restored: ${restored.error} What was there before is there still.`);
      return exitCodes.failure;
    }
    if (json) await printJson({ name: restored.name, dataDir: data, aside: restored.aside });
    else await printText(`${restored.name} was restored into ${data}.`);
    if (!json && restored.aside !== null) say(`What was there before is in ${restored.aside}.`);
    return exitCodes.done;
  }
}

/** Null while it is between its two lives. */
async function stateOf(data: string): Promise<BackupState | null> {
  const found = await findInstance(data);
  if (found === null) return null;
  const connection = connect(found.url, found.key);
  try {
    return await connection.api.backups.state.query(undefined, { signal: AbortSignal.timeout(askLimitMs) });
  } catch {
    return null; // it ended while it was asked
  } finally {
    await connection.close();
  }
}
