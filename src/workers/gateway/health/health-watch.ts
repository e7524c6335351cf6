/** Looks at every component: when asked, and every few seconds so that changes are noted. */
import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '#contract/errors';
import type { Health, HealthChange, HealthComponent } from '#contract/health';
import { lettersSince } from '../../../stack/database/dead-letters';
import { hasVectorTables } from '../../../stack/database/media/vectors';
import { wantedServicePort } from '../http/listen';
import type { GatewayParts } from '../parts';
import { Machine } from '../scaling/machine';
import {
  type Judged,
  judgeDatabase,
  judgeDisk,
  judgeEngine,
  judgeQueue,
  judgeStorage,
  judgeWorkers,
  overall,
  silentDatabase,
  silentQueue,
} from './judge';
import { redisState } from './redis-state';

const everyMs = 5000;
/** Several who ask at once get the same answer. */
const freshMs = 500;
const answerLimitMs = 3000;
const lettersMs = 15 * 60_000;
const keptChanges = 200;

type Measured = Judged & { tookMs: number | null };
type Parts = Pick<
  GatewayParts,
  'init' | 'queues' | 'database' | 'blobs' | 'facts' | 'engines' | 'poolControl' | 'log' | 'hub'
>;

export class HealthWatch {
  private readonly machine = new Machine();
  private readonly since = new Map<string, Pick<HealthComponent, 'status' | 'since'>>();
  private changes: HealthChange[] = [];
  private looking: Promise<Health> | null = null;
  private last: Health | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly parts: Parts) {}

  start(): void {
    this.timer = setInterval(() => void this.now(), everyMs);
    this.timer.unref();
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Never throws: a component that cannot be looked at is down. */
  now(): Promise<Health> {
    if (this.last && Date.now() - this.last.at < freshMs) return Promise.resolve(this.last);
    this.looking ??= this.look().finally(() => (this.looking = null));
    return this.looking;
  }

  /** Newest first. */
  history(): HealthChange[] {
    return this.changes;
  }

  private async look(): Promise<Health> {
    const { database, facts, init } = this.parts;
    const diskRoom = statfs(init.dataDir).then(
      ({ bsize, bavail, blocks }) => ({ freeBytes: bsize * bavail, totalBytes: bsize * blocks }),
      () => ({ freeBytes: 0, totalBytes: 0 }), // a disk that cannot be asked takes no files either
    );
    const [queue, store, storage, disk, engines] = await Promise.all([
      timed(
        async (took) => judgeQueue(redisState(await this.parts.queues.redis.info()), took()),
        silentQueue,
      ),
      timed(async (took) => {
        const hasVectors = await hasVectorTables(database);
        return judgeDatabase({ version: database.version, hasVectors }, took());
      }, silentDatabase),
      this.storage(),
      diskRoom.then((room) => ({ ...judgeDisk(room, init.settings.minFreeBytes), tookMs: null })),
      this.engines(),
    ]);
    const { attached } = init.settings;
    const workers = attached ? [] : [{ ...judgeWorkers(facts.processes), tookMs: null }];
    const at = Date.now();
    const components = [queue, store, storage, disk, ...workers, ...(attached ? [] : engines)].map((one) =>
      this.noted(one, at),
    );
    const totalBytes = os.totalmem();
    this.last = {
      status: overall(components),
      at,
      components,
      resources: {
        cores: os.cpus().length,
        cpuShare: this.machine.cpuShare(),
        memory: { usedBytes: totalBytes - os.freemem(), totalBytes },
        disk: await diskRoom,
      },
    };
    return this.last;
  }

  private async storage(): Promise<Measured> {
    const { blobs, init } = this.parts;
    const writable = await access(path.join(init.dataDir, 'blobs'), constants.W_OK).then(
      () => true,
      () => false,
    );
    const { usedBytes, quotaBytes } = await blobs.usage();
    return { ...judgeStorage({ usedBytes, quotaBytes, writable }), tookMs: null };
  }

  private async engines(): Promise<Measured[]> {
    const { engines, facts, poolControl, queues, database, init } = this.parts;
    const names = engines.map(({ name }) => name);
    const [depths, letters] = await Promise.all([
      within(queues.depths(names)).catch(() => []),
      within(lettersSince(database, Date.now() - lettersMs)).catch(() => new Map<string, number>()),
    ]);
    return engines.map(({ name, title, pool, http }) => {
      const lanes = depths.filter(({ queue }) => queue.startsWith(`${name}-`));
      const processes = facts.processes.filter((process) => process.pool === pool);
      const judged = judgeEngine({
        name,
        title,
        pool,
        paused: poolControl.settings(pool).paused,
        readyProcesses: processes.filter(({ state }) => state === 'ready').length,
        waiting: lanes.reduce((sum, { waiting }) => sum + waiting, 0),
        running: lanes.reduce((sum, { active }) => sum + active, 0),
        letters: letters.get(name) ?? 0,
        http: http
          ? {
              port: facts.servicePorts.get(name) ?? null,
              wantedPort: wantedServicePort(init.settings, name, http.port),
            }
          : null,
      });
      return { ...judged, tookMs: null };
    });
  }

  /** Adds since when it is as it is, and remembers a change. */
  private noted(component: Measured, at: number): HealthComponent {
    const { name, title, status, detail } = component;
    const before = this.since.get(name);
    if (before?.status === status) return { ...component, since: before.since };
    this.since.set(name, { status, since: at });
    if (before) {
      const change: HealthChange = { at, name, title, from: before.status, to: status, detail };
      this.changes = [change, ...this.changes].slice(0, keptChanges);
      this.parts.log[status === 'ok' ? 'info' : 'warn']('health-changed', { ...change });
      this.parts.hub.publish({ type: 'health', change });
    }
    return { ...component, since: at };
  }
}

async function timed(
  look: (took: () => number) => Promise<Judged>,
  silent: (why: string) => Judged,
): Promise<Measured> {
  const startedAt = performance.now();
  const took = () => performance.now() - startedAt;
  try {
    return { ...(await within(look(took))), tookMs: took() };
  } catch (error) {
    return { ...silent(silenceOf(messageOf(error))), tookMs: null };
  }
}

/** The clients' words for a connection that is not there mean nothing to an operator. */
function silenceOf(message: string): string {
  return /writeable|connection|ECONN|ENOENT|EPIPE/i.test(message) ? 'there is no connection.' : `${message}.`;
}

async function within<T>(work: Promise<T>): Promise<T> {
  const limit = new AbortController();
  const late = delay(answerLimitMs, null, { signal: limit.signal }).then(() => {
    throw new Error(`no answer within ${answerLimitMs / 1000} s`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined); // nobody waits for it any more
    limit.abort();
  }
}
