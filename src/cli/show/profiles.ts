/** `flightline profiles`: they are a file of the data directory, so most of it needs no instance. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import { ProfileInput, type ShownProfile, localProfile, profileColours } from '#contract/profiles';
import { checkProfile } from '../../stack/profiles/check-profile';
import {
  findProfile,
  placeOf,
  profileDir,
  readProfiles,
  removeProfile,
  saveProfile,
  shownLocal,
  shownProfile,
} from '../../stack/profiles/profile-file';
import { isDataHeld } from '../../stack/profiles/profile-held';
import { findInstance } from '../connect/find-instance';
import { connect } from '../connect/api';
import { CannotError, UsageError, exitCodes } from '../exit-codes';
import { tableText } from '../text/table';
import { ShowOptions } from './command-options';
import { printJson, printText, say, tableOptions } from './print';
import { withSession } from './with-session';

type Row = ShownProfile & { runs: boolean };

const columns = [
  { title: '', value: ({ runs }: Row) => (runs ? '*' : '') },
  { title: 'NAME', value: ({ name }: Row) => name },
  { title: 'LABEL', value: ({ label }: Row) => label },
  {
    title: 'KIND',
    value: ({ production, redis }: Row) => (redis === null ? 'local' : production ? 'production' : 'remote'),
  },
  { title: 'REDIS', value: ({ redis }: Row) => redis ?? 'embedded' },
  { title: 'DATABASE', value: ({ database }: Row) => database ?? 'embedded', flexible: true },
];

export async function listProfiles(_: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const { homeDir } = placeOf(data);
  const kept = (await readProfiles(homeDir)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows: Row[] = await Promise.all(
    [shownLocal, ...kept.map(shownProfile)].map(async (profile) => ({
      ...profile,
      runs: (await findInstance(profileDir({ homeDir, profile: profile.name }))) !== null,
    })),
  );
  if (json) await printJson(rows);
  else await printText(tableText(columns, rows, tableOptions()));
  return exitCodes.done;
}

const AddOptions = ShowOptions.extend({
  redis: z.string().optional(),
  database: z.string().optional(),
  label: z.string().optional(),
  colour: z.enum(profileColours).optional(),
  production: z.boolean().optional(),
});

export async function addProfile([name = '']: string[], typed: unknown): Promise<number> {
  const { data, json, redis, database, label, colour, production } = AddOptions.parse(typed);
  const { homeDir } = placeOf(data);
  const before = (await readProfiles(homeDir)).find((one) => one.name === name);
  const fromStdin = [redis, database].includes('-') ? await linesOfStdin() : [];
  const given = (value: string | undefined) => (value === '-' ? fromStdin.shift() : value);
  const parsed = ProfileInput.safeParse({
    name,
    label: label ?? before?.label,
    colour: colour ?? before?.colour ?? (production ? 'red' : undefined),
    production: production ?? before?.production,
    redisUrl: given(redis),
    databaseUrl: given(database),
  });
  if (!parsed.success)
    // Not zod's own text: it may show what was typed, and so a password.
    throw new UsageError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  if (before && (await findInstance(profileDir({ homeDir, profile: name }))))
    throw new CannotError(`${name} is in use; change to another profile first.`);
  const saved = shownProfile(await saveProfile(homeDir, parsed.data));
  if (json) await printJson(saved);
  else await printText(`${saved.name} is kept. flightline profiles test ${saved.name} tries it.`);
  return exitCodes.done;
}

async function linesOfStdin(): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: process.stdin }))
    if (line.trim() !== '') lines.push(line.trim());
  return lines;
}

export async function testProfile([name = '']: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const profile = await findProfile(placeOf(data).homeDir, name);
  const check = await checkProfile(profile, path.join(import.meta.dirname, '..', '..', 'resources'));
  if (json) await printJson(check);
  else
    await printText(
      check.steps
        .map(({ what, ok, detail }) => `${ok ? 'ok  ' : 'FAIL'}  ${what.padEnd(8)}  ${detail}`)
        .join('\n'),
    );
  return check.steps.every(({ ok }) => ok) ? exitCodes.done : exitCodes.failure;
}

export async function removeProfileNamed([name = '']: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const { homeDir } = placeOf(data);
  if (name === localProfile) throw new CannotError('local is this machine itself; it cannot be removed.');
  if (await findInstance(profileDir({ homeDir, profile: name })))
    throw new CannotError(`${name} is in use; change to another profile first.`);
  if (!(await removeProfile(homeDir, name)))
    throw new CannotError(`There is no profile ${name}; “flightline profiles list” has them.`);
  if (json) await printJson({ removed: name });
  else await printText(`${name} is forgotten; what is at its addresses stays.`);
  return exitCodes.done;
}

const switchLimitMs = 2 * 60_000;
const lookEveryMs = 300;
const awayPatienceMs = 8000;

export async function useProfile([name = '']: string[], typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const { homeDir } = placeOf(data);
  if (name !== localProfile) await findProfile(homeDir, name);
  const running = await dirInUseSoon(homeDir);
  if (running === null)
    throw new CannotError(
      `No Flightline is running in ${homeDir}; start one with flightline serve --profile ${name}.`,
    );
  const key = randomUUID();
  const before = await stateIn(homeDir);
  await withSession(running, ({ call }) => call((api) => api.profiles.use.mutate({ name, key })), 'never');
  say(`The instance starts its parts again with ${name}.`);
  for (const deadline = Date.now() + switchLimitMs; Date.now() < deadline; await delay(lookEveryMs)) {
    const now = await stateIn(homeDir);
    if (now === null || now.startedAt === before?.startedAt) continue;
    if (now.trouble?.profile === name) {
      say(`${name} could not be started: ${now.trouble.message} ${now.current.name} is in use again.`);
      return exitCodes.failure;
    }
    if (now.current.name !== name) continue;
    if (json) await printJson(now.current);
    else await printText(`${name} is in use.`);
    return exitCodes.done;
  }
  throw new FlightlineError('NOT_READY', 'The instance did not come back; logs/supervisor.log says why.');
}

/** Between two lives of its parts an instance does not say where it is, but it holds its folder. */
async function dirInUseSoon(homeDir: string): Promise<string | null> {
  for (const deadline = Date.now() + awayPatienceMs; ; await delay(lookEveryMs)) {
    const dir = await dirInUse(homeDir);
    if (dir !== null || Date.now() > deadline) return dir;
    if (!(await dirsOf(homeDir)).some(isDataHeld)) return null;
  }
}

async function dirInUse(homeDir: string): Promise<string | null> {
  for (const dir of await dirsOf(homeDir)) if (await findInstance(dir)) return dir;
  return null;
}

async function dirsOf(homeDir: string): Promise<string[]> {
  const names = [localProfile, ...(await readProfiles(homeDir)).map(({ name }) => name)];
  return names.map((profile) => profileDir({ homeDir, profile }));
}

async function stateIn(homeDir: string) {
  const dir = await dirInUse(homeDir);
  const found = dir && (await findInstance(dir));
  if (!found) return null;
  const connection = connect(found.url, found.key);
  try {
    return await connection.api.profiles.list.query(undefined, { signal: AbortSignal.timeout(5000) });
  } catch {
    return null; // between two lives
  } finally {
    await connection.close();
  }
}
