/** What figures mean for the health of a component: pure functions. */
import type { HealthComponent } from '#contract/health';
import type { ProcessInfo } from '#contract/system';

export type Judged = Omit<HealthComponent, 'since' | 'tookMs'>;

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;
/** An answer may take so long before it counts as trouble. */
const slowMs = 1000;
const fullShare = 0.8;
const lowDiskBytes = GiB;
/** So many dead letters of one engine within the last quarter of an hour are no coincidence. */
const manyLetters = 10;

const mib = (bytes: number) =>
  bytes < 10 * GiB
    ? `${Math.round(bytes / MiB).toLocaleString('en-US')} MiB`
    : `${Math.round(bytes / GiB)} GiB`;

function instance(
  name: string,
  title: string,
): (said: Pick<Judged, 'status' | 'detail'> & Partial<Pick<Judged, 'action' | 'page'>>) => Judged {
  return (said) => ({ name, title, group: 'instance', action: null, page: null, ...said });
}

const queue = instance('queue', 'Queue (Redis)');
const database = instance('database', 'Store (PostgreSQL)');
const storage = instance('storage', 'Files (blob store)');
const disk = instance('disk', 'Disk');
const workers = instance('workers', 'Workers');

export function silentQueue(why: string): Judged {
  return queue({
    status: 'down',
    detail: `It does not answer: ${why}`,
    action:
      'It is started again by itself; if it stays away, look at its log, then restart redis. Accepted work is kept.',
    page: '/workers',
  });
}

export interface RedisState {
  version: string;
  usedBytes: number;
  /** 0: no limit. */
  limitBytes: number;
  /** Its append-only file could be written. */
  logWritten: boolean;
}

export function judgeQueue(
  { version, usedBytes, limitBytes, logWritten }: RedisState,
  tookMs: number,
): Judged {
  const used = `Redis ${version} answers; ${mib(usedBytes)} used${limitBytes > 0 ? ` of ${mib(limitBytes)}` : ''}.`;
  if (!logWritten)
    return queue({
      status: 'degraded',
      detail: 'Redis could not write its log; what is queued now would not survive its end.',
      action: 'Free space on the disk of the data directory, then restart redis.',
      page: '/workers',
    });
  if (limitBytes > 0 && usedBytes > fullShare * limitBytes)
    return queue({
      status: 'degraded',
      detail: used,
      action:
        'It takes no more jobs when it is full: let the backlog be worked off, or raise redisMaxMemoryMb.',
    });
  if (tookMs > slowMs)
    return queue({
      status: 'degraded',
      detail: `Redis ${version} took ${(tookMs / 1000).toFixed(1)} s to answer.`,
      action: 'Look whether the machine is overloaded or its disk is slow.',
      page: '/workers',
    });
  return queue({ status: 'ok', detail: used });
}

export function judgeDatabase(
  { version, hasVectors }: { version: string; /** Of pgvector. */ hasVectors: boolean },
  tookMs: number,
): Judged {
  if (tookMs > slowMs)
    return database({
      status: 'degraded',
      detail: `PostgreSQL ${version} took ${(tookMs / 1000).toFixed(1)} s to answer.`,
      action: 'Look whether the machine is overloaded or its disk is slow.',
      page: '/workers',
    });
  return database({
    status: 'ok',
    detail: hasVectors
      ? `PostgreSQL ${version} answers.`
      : `PostgreSQL ${version} answers. It has no pgvector, so pictures are found by their words and not by their looks; for both, install it there and restart Flightline.`,
  });
}

export function silentDatabase(why: string): Judged {
  return database({
    status: 'down',
    detail: `It does not answer: ${why}`,
    action:
      'It is started again by itself; if it stays away, look at its log, then restart store. Results in hand wait for it.',
    page: '/workers',
  });
}

export function judgeStorage(use: {
  usedBytes: number;
  quotaBytes: number | null;
  writable: boolean;
}): Judged {
  const { usedBytes, quotaBytes, writable } = use;
  if (!writable)
    return storage({
      status: 'down',
      detail: 'The folder of stored files cannot be written.',
      action: 'Give this user the right to write to the data directory.',
    });
  if (quotaBytes === null) return storage({ status: 'ok', detail: `${mib(usedBytes)} are stored.` });
  const detail = `${mib(usedBytes)} of ${mib(quotaBytes)} are used.`;
  if (usedBytes >= quotaBytes)
    return storage({
      status: 'down',
      detail,
      action: 'Raise quotaBytes, or remove results that are not needed.',
    });
  if (usedBytes > fullShare * quotaBytes)
    return storage({ status: 'degraded', detail, action: 'Raise quotaBytes before it is full.' });
  return storage({ status: 'ok', detail });
}

export function judgeDisk(room: { freeBytes: number; totalBytes: number }, minFreeBytes: number): Judged {
  const { freeBytes, totalBytes } = room;
  const detail = `${mib(freeBytes)} of ${mib(totalBytes)} are free.`;
  if (freeBytes <= minFreeBytes)
    return disk({
      status: 'down',
      detail: `${detail} Intake leaves ${mib(minFreeBytes)} alone.`,
      action: 'Free disk space, or move the data directory to a larger disk.',
    });
  if (freeBytes - minFreeBytes < lowDiskBytes)
    return disk({ status: 'degraded', detail, action: 'Free disk space before intake has to refuse files.' });
  return disk({ status: 'ok', detail });
}

export function judgeWorkers(processes: readonly ProcessInfo[]): Judged {
  const engines = processes.filter(({ kind, state }) => kind === 'engine' && state !== 'stopping');
  const ofPools = engines.filter(({ pool }) => pool !== null);
  const ready = ofPools.filter(({ state }) => state === 'ready');
  const failed = engines.filter(({ state }) => state === 'failed').map(({ name }) => name);
  const detail = `${ready.length} of ${ofPools.length} engine processes are ready.`;
  if (ready.length === 0)
    return workers({
      status: 'down',
      detail,
      action: 'No job is run. Look at why they ended, then restart them.',
      page: '/workers',
    });
  if (failed.length > 0)
    return workers({
      status: 'degraded',
      detail: `${detail} ${failed.join(', ')} ended too often and ${failed.length === 1 ? 'was' : 'were'} given up.`,
      action: `Look at the log of ${failed[0] ?? ''}, then restart it.`,
      page: '/workers',
    });
  if (engines.some(({ state }) => state !== 'ready'))
    return workers({
      status: 'degraded',
      detail,
      action: 'The others are starting; if it stays so, look at their reasons.',
      page: '/workers',
    });
  return workers({ status: 'ok', detail });
}

export interface EngineState {
  name: string;
  title: string;
  pool: string;
  paused: boolean;
  readyProcesses: number;
  waiting: number;
  running: number;
  /** Dead letters of the last quarter of an hour. */
  letters: number;
  /** Null: it serves no HTTP of its own. */
  http: { port: number | null; wantedPort: number } | null;
}

export function judgeEngine(state: EngineState): Judged {
  const { name, title, pool, waiting, letters, http } = state;
  const say = (
    said: Pick<Judged, 'status' | 'detail'> & Partial<Pick<Judged, 'action' | 'page'>>,
  ): Judged => ({
    name,
    title,
    group: 'engine',
    action: null,
    page: null,
    ...said,
  });
  const work = waiting === 0 ? 'nothing waits' : `${waiting.toLocaleString('en-US')} jobs wait`;
  if (state.readyProcesses === 0)
    return say({
      status: 'down',
      detail: `No process of its pool ${pool} is ready; ${work}.`,
      action: `Look at the processes of pool ${pool}, and restart those that failed.`,
      page: '/workers',
    });
  if (state.paused)
    return say({
      status: 'degraded',
      detail: `Its pool ${pool} is paused; ${work}.`,
      action: `Resume pool ${pool} when it shall work again.`,
      page: '/workers',
    });
  if (letters >= manyLetters)
    return say({
      status: 'degraded',
      detail: `${letters} of its jobs failed for good within the last 15 minutes.`,
      action: 'Look at what they have in common, mend it, then retry them.',
      page: '/failed',
    });
  if (http?.port === null)
    return say({
      status: 'degraded',
      detail: `It works, but port ${http.wantedPort} and its neighbours are taken, so its own HTTP contract is not served.`,
      action: `End what uses port ${http.wantedPort}, or choose another in servicePorts, then restart the gateway.`,
      page: '/workers',
    });
  const port = http ? ` It is served on port ${http.port}.` : '';
  return say({ status: 'ok', detail: `Ready; ${work}.${port}` });
}

/** Without a single engine the rest still works. */
export function overall(components: readonly Pick<Judged, 'group' | 'status'>[]): HealthComponent['status'] {
  if (components.some(({ group, status }) => group === 'instance' && status === 'down')) return 'down';
  return components.some(({ status }) => status !== 'ok') ? 'degraded' : 'ok';
}
