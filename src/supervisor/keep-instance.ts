/** An instance that can start again within its shell: with restored data, and with the old ones when those do not start. */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FlightlineError, messageOf } from '#contract/errors';
import { confirmRestore, rejectRestore } from '../stack/backup/restore-report';
import { acquirePidLock } from '../stack/pid-lock';
import type { Instance, InstanceOptions } from './instance';
import { startInstance } from './start';

export interface KeepOptions extends Omit<InstanceOptions, 'continues' | 'onRenew'> {
  /** It was to start again and could not: nothing runs any more. */
  onLost(error: unknown): void;
}

/** A command that found nobody may hold the directory for a moment while the instance is between two lives. */
const lockPatienceMs = 60_000;

/** @throws FlightlineError as `startInstance` */
export async function keepInstance(options: KeepOptions): Promise<Instance> {
  let renewing: Promise<void> | null = null;
  let ended = false;
  let runs = true;
  let current = await begin();

  function begin(continues?: InstanceOptions['continues']): Promise<Instance> {
    return startSafely({ ...options, ...(continues ? { continues } : {}), onRenew: renew });
  }

  function renew(): void {
    if (ended || renewing !== null) return;
    renewing = anew()
      .catch((error: unknown) => {
        ended = true;
        options.onLost(error);
      })
      .finally(() => (renewing = null));
  }

  async function anew(): Promise<void> {
    options.onStep?.('Starting everything again');
    runs = false;
    await current.stop('suspend');
    if (ended) return;
    for (const deadline = Date.now() + lockPatienceMs; ; await delay(200)) {
      try {
        current = await begin(current.continuation());
        break;
      } catch (error) {
        if (!isLocked(error) || Date.now() > deadline || ended) throw error;
      }
    }
    runs = true;
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
