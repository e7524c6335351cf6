/**
 * An instance that can start again within its shell: with restored data, or with another connection profile. What does not start gives
 * way to what was there before.
 */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FlightlineError, messageOf } from '#contract/errors';
import { localProfile } from '#contract/profiles';
import type { Renew } from '#contract/relay';
import type { Settings } from '#contract/settings';
import { confirmRestore, rejectRestore } from '../stack/backup/restore-report';
import { acquirePidLock } from '../stack/pid-lock';
import { findProfile, placeOf, profileDir, shownLocal, shownProfile } from '../stack/profiles/profile-file';
import { redactText } from '../stack/redact';
import { loadSettings } from '../stack/settings';
import type { Instance, InstanceOptions } from './instance';
import { startInstance } from './start';

type Shell = Pick<
  InstanceOptions,
  'host' | 'shell' | 'entriesDir' | 'rendererDir' | 'resourcesDir' | 'onStep'
>;

export interface KeepOptions extends Shell {
  /** The home directory, or the one of a profile: `HOME/profiles/NAME`. */
  dataDir: string;
  /** Settings of the command line. */
  overrides: Partial<Settings>;
  /** It was to start again and could not: nothing runs any more. */
  onLost(error: unknown): void;
}

/** A command that found nobody may hold the directory for a moment while the instance is between two lives. */
const lockPatienceMs = 60_000;

/** @throws FlightlineError `BAD_SETTINGS`, `NOT_FOUND` for a profile that is not there, and those of `startInstance` */
export async function keepInstance(options: KeepOptions): Promise<Instance> {
  const { homeDir, profile } = placeOf(options.dataDir);
  let renewing: Promise<void> | null = null;
  let ended = false;
  let runs = true;
  let inUse = profile;
  let trouble: InstanceOptions['home']['trouble'] = null;
  let current = await begin(profile);

  async function begin(name: string, continues?: InstanceOptions['continues']): Promise<Instance> {
    const { host, shell, entriesDir, rendererDir, resourcesDir, onStep } = options;
    const { overrides, shown } = await settingsOf(homeDir, name);
    return startSafely({
      ...{ host, shell, entriesDir, rendererDir, resourcesDir },
      ...(onStep ? { onStep } : {}),
      ...(continues ? { continues } : {}),
      dataDir: profileDir({ homeDir, profile: name }),
      home: { dataDir: homeDir, profile: shown, trouble },
      settings: await loadSettings(homeDir, { ...options.overrides, ...overrides }),
      onRenew: renew,
    });
  }

  function renew(wanted: Renew): void {
    if (ended || renewing !== null) return;
    renewing = anew(wanted)
      .catch((error: unknown) => {
        ended = true;
        options.onLost(error);
      })
      .finally(() => (renewing = null));
  }

  async function anew({ profile: wanted }: Renew): Promise<void> {
    options.onStep?.(wanted === null ? 'Starting everything again' : `Changing to the profile ${wanted}`);
    const continues = current.continuation();
    runs = false;
    await current.stop('suspend');
    if (ended) return;
    trouble = null;
    try {
      current = await patiently(() => begin(wanted ?? inUse, continues));
      inUse = wanted ?? inUse;
    } catch (error) {
      if (wanted === null || wanted === inUse) throw error;
      trouble = { profile: wanted, message: redactText(messageOf(error)) };
      options.onStep?.(`The profile ${wanted} could not be started: going back to ${inUse}`);
      current = await patiently(() => begin(inUse, continues));
    }
    runs = true;
  }

  async function patiently(start: () => Promise<Instance>): Promise<Instance> {
    for (const deadline = Date.now() + lockPatienceMs; ; await delay(200)) {
      try {
        return await start();
      } catch (error) {
        if (!isLocked(error) || Date.now() > deadline || ended) throw error;
      }
    }
  }

  return {
    get consoleUrl() {
      return current.consoleUrl;
    },
    get token() {
      return current.token;
    },
    get key() {
      return current.key;
    },
    givePort: (port) => current.givePort(port),
    activeJobs: () => current.activeJobs(),
    continuation: () => current.continuation(),
    async stop(how) {
      ended = true;
      const between = renewing;
      await between;
      if (runs) await current.stop(how);
    },
  };
}

/** Of a remote one: its addresses, and that nothing is worked on nor changed from here until somebody allows it. */
async function settingsOf(homeDir: string, name: string) {
  if (name === localProfile) return { overrides: {}, shown: shownLocal };
  const profile = await findProfile(homeDir, name);
  const { redisUrl, databaseUrl } = profile;
  return {
    overrides: { redisUrl, databaseUrl, attached: true, readOnly: true },
    shown: shownProfile(profile),
  };
}

function isLocked(error: unknown): boolean {
  return error instanceof FlightlineError && error.code === 'INSTANCE_LOCKED';
}

/** Restored data that do not start give way to what was there before. @throws FlightlineError as `startInstance` */
async function startSafely(options: InstanceOptions): Promise<Instance> {
  const { dataDir } = options;
  try {
    const instance = await startInstance(options);
    await confirmRestore(dataDir);
    return instance;
  } catch (error) {
    if (isLocked(error) || !(await underLock(dataDir, () => rejectRestore(dataDir, messageOf(error)))))
      throw error;
    return startInstance(options);
  }
}

async function underLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = acquirePidLock(path.join(dataDir, 'run', 'instance.lock'), {
    note: 'restore',
    held: ({ pid, note }) => `${dataDir} is in use by process ${pid} (${note}).`,
  });
  try {
    return await work();
  } finally {
    lock.release();
  }
}
