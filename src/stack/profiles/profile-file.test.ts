import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataDirOf, placeOf, readProfiles, removeProfile, saveProfile, shownProfile } from './profile-file';
import { shownAddress } from './shown-address';

let home: string;
beforeEach(() => (home = mkdtempSync(path.join(tmpdir(), 'flightline-profiles-'))));
afterEach(() => rmSync(home, { recursive: true }));

const prod = {
  ...{ name: 'prod', label: '', colour: 'red' as const, production: true },
  redisUrl: 'redis://:one@host:6379/0',
  databaseUrl: 'postgres://me:two@host/db',
};

describe('the file of profiles', () => {
  it('is for the user alone, and keeps addresses that are not given again', async () => {
    await saveProfile(home, prod);
    expect(statSync(path.join(home, 'profiles.json')).mode & 0o777).toBe(0o600);
    const { redisUrl: _redis, databaseUrl: _database, ...rest } = prod;
    expect(await saveProfile(home, { ...rest, label: 'Club' })).toEqual({ ...prod, label: 'Club' });
    expect(await readProfiles(home)).toHaveLength(1);
    expect(await removeProfile(home, 'prod')).toBe(true);
    expect(await removeProfile(home, 'prod')).toBe(false);
  });

  it('wants both addresses of a new one', async () => {
    const { redisUrl: _redis, ...rest } = prod;
    await expect(saveProfile(home, rest)).rejects.toThrow('needs the addresses');
  });

  it('says of a broken one where, and nothing of what is in it', async () => {
    const file = path.join(home, 'profiles.json');
    writeFileSync(file, JSON.stringify({ profiles: [{ ...prod, redisUrl: 'http://secret' }] }));
    const error = await readProfiles(home).catch((thrown: unknown) => String(thrown));
    expect(error).toContain('profiles.0.redisUrl');
    expect(error).not.toContain('secret');
    writeFileSync(file, '{"secret');
    expect(await readProfiles(home).catch((thrown: unknown) => String(thrown))).not.toContain('secret');
    expect(readFileSync(file, 'utf8')).toBe('{"secret');
  });

  it('gives each profile a directory of its own, which leads back to it', () => {
    expect(dataDirOf({ homeDir: '/d', profile: 'local' })).toBe('/d');
    expect(placeOf(dataDirOf({ homeDir: '/d', profile: 'prod' }))).toEqual({
      homeDir: '/d',
      profile: 'prod',
    });
    expect(placeOf('/d')).toEqual({ homeDir: '/d', profile: 'local' });
    expect(() => dataDirOf({ homeDir: '/d', profile: '../x' })).toThrow('no name');
  });
});

it('shows addresses without what may be secret', () => {
  expect(shownProfile(prod)).toMatchObject({
    redis: 'redis://host:6379/0',
    database: 'postgres://me@host/db',
  });
  expect(shownAddress('postgres://u:p@h/db?password=x&sslmode=require')).toBe('postgres://u@h/db');
  expect(shownAddress('postgres://u:p@/db?host=/run')).toBe('(no address)');
});
