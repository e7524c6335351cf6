/** The file of connection profiles, `profiles.json` of the home directory, and the data directory of each profile below it. */
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import {
  type ProfileInput,
  ProfileName,
  type ShownProfile,
  StoredProfile,
  localProfile,
} from '#contract/profiles';
import { shownAddress } from './shown-address';

const fileName = 'profiles.json';
const folderName = 'profiles';
const File = z.strictObject({ profiles: z.array(StoredProfile) });

export interface Place {
  /** The data directory that keeps the profiles, and is the one of `local`. */
  homeDir: string;
  profile: string;
}

/** A profile's data lie in its own directory: journal and read-only switch of one must never meet the database of another. */
export function profileDir({ homeDir, profile }: Place): string {
  return profile === localProfile ? homeDir : path.join(homeDir, folderName, profile);
}

/** The data directory for what a command line says. @throws FlightlineError `BAD_SETTINGS` for what is no name */
export function dataDirOf({ homeDir, profile }: { homeDir: string; profile: string | undefined }): string {
  if (profile === undefined || profile === localProfile) return homeDir;
  if (!ProfileName.safeParse(profile).success)
    throw new FlightlineError('BAD_SETTINGS', `${profile} is no name of a profile.`);
  return profileDir({ homeDir, profile });
}

/** Home and profile of a data directory: `HOME/profiles/NAME` is the one of a profile. */
export function placeOf(dataDir: string): Place {
  const folder = path.dirname(dataDir);
  return path.basename(folder) === folderName
    ? { homeDir: path.dirname(folder), profile: path.basename(dataDir) }
    : { homeDir: dataDir, profile: localProfile };
}

/** @throws FlightlineError `BAD_SETTINGS` */
export async function readProfiles(homeDir: string): Promise<StoredProfile[]> {
  const file = path.join(homeDir, fileName);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new FlightlineError('BAD_SETTINGS', `${file} cannot be read.`, { cause: error });
  }
  try {
    return File.parse(JSON.parse(text)).profiles;
  } catch (error) {
    // The reason may hold a part of the file, and so a password.
    const where = error instanceof z.ZodError ? `: ${error.issues[0]?.path.join('.') ?? ''}` : ' (no JSON)';
    throw new FlightlineError('BAD_SETTINGS', `${file} is not as it should be${where}.`);
  }
}

/** @throws FlightlineError `NOT_FOUND` */
export async function findProfile(homeDir: string, name: string): Promise<StoredProfile> {
  const found = (await readProfiles(homeDir)).find((one) => one.name === name);
  if (found) return found;
  throw new FlightlineError('NOT_FOUND', `There is no profile ${name} in ${path.join(homeDir, fileName)}.`);
}

/** Adds or changes one. @throws FlightlineError `INVALID_INPUT` when a new one lacks an address */
export async function saveProfile(homeDir: string, input: ProfileInput): Promise<StoredProfile> {
  const all = await readProfiles(homeDir);
  const profile = completed(all, input);
  await write(homeDir, [...all.filter(({ name }) => name !== profile.name), profile]);
  return profile;
}

/** What `saveProfile` would write. */
export async function completedProfile(homeDir: string, input: ProfileInput): Promise<StoredProfile> {
  return completed(await readProfiles(homeDir), input);
}

function completed(all: readonly StoredProfile[], input: ProfileInput): StoredProfile {
  const before = all.find(({ name }) => name === input.name);
  const redisUrl = input.redisUrl ?? before?.redisUrl;
  const databaseUrl = input.databaseUrl ?? before?.databaseUrl;
  if (redisUrl === undefined || databaseUrl === undefined)
    throw new FlightlineError(
      'INVALID_INPUT',
      `${input.name} needs the addresses of a Redis and of a PostgreSQL.`,
    );
  return { ...input, redisUrl, databaseUrl };
}

/** Its data directory goes with it: it holds nothing that its database does not. @returns whether it was there */
export async function removeProfile(homeDir: string, name: string): Promise<boolean> {
  const all = await readProfiles(homeDir);
  const rest = all.filter((one) => one.name !== name);
  if (rest.length === all.length) return false;
  await write(homeDir, rest);
  await rm(profileDir({ homeDir, profile: name }), { recursive: true, force: true });
  return true;
}

async function write(homeDir: string, profiles: StoredProfile[]): Promise<void> {
  await mkdir(homeDir, { recursive: true, mode: 0o700 });
  const file = path.join(homeDir, fileName);
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.write(`${JSON.stringify({ profiles }, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(`${file}.new`, 0o600); // of one that a broken-off write had left
  await rename(`${file}.new`, file);
}

export function shownProfile({ redisUrl, databaseUrl, ...rest }: StoredProfile): ShownProfile {
  return { ...rest, redis: shownAddress(redisUrl), database: shownAddress(databaseUrl) };
}

export const shownLocal: ShownProfile = {
  name: localProfile,
  label: 'This machine',
  colour: 'blue',
  production: false,
  redis: null,
  database: null,
};
