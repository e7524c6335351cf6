/** Starts an instance: lock, Redis, store, engines, gateway, in this order, and everything that keeps them going. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { FlightlineError, messageOf } from '#contract/errors';
import type { ChildInit, DatabaseAddress, RedisAddress } from '#contract/process';
import { PoolName } from '#contract/workers';
import { childEnvironment } from '../stack/environment';
import { openLog } from '../stack/log';
import { logLimitsOf } from '../stack/logs/log-files';
import { firstPlans } from '../stack/pools';
import { finishRestore } from '../stack/backup/restore';
import { finishReturn } from '../stack/backup/restore-report';
import { assertRedisSuits } from '../stack/redis/suitability';
import { acquirePidLock } from '../stack/pid-lock';
import { socketDir } from '../stack/run-dir';
import { type RunningChild, launchChild } from './child-process';
import type { Instance, InstanceOptions } from './instance';
import { ChildrenFile } from './left-overs';
import { Orphans } from './orphans';
import { embeddedRedisAddress, launchRedis } from './redis-process';
import { findRedisBinary } from './redis-binary';
import { storeSilenceLimitMs } from './policy';
import { type Role, engineRole, gatewayName, isolationRole, storeRole } from './roster';
import { Pools } from './pools';
import { Fleet } from './fleet';
import { newSecret, writeInstanceFile } from './secrets';
import { Unit } from './unit';

const watchEveryMs = 1000;

/** Stable per data directory, so that after a crash the next start knows its own left-overs. */
function instanceIdOf(dataDir: string): string {
  return createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12);
}

/**
 * @throws FlightlineError `INSTANCE_LOCKED`, `REDIS_MISSING`, `REDIS_UNSUITABLE`, `DATABASE_UNSUITABLE`, `NOT_READY`;
 *   nothing is left running then
 */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const { dataDir, settings } = options;
  mkdirSync(path.join(dataDir, 'run'), { recursive: true, mode: 0o700 });
  const log = openLog(dataDir, 'supervisor', settings.logLevel, logLimitsOf(settings));
  const step = (line: string) => {
    log.info(line);
    options.onStep?.(line);
  };
  const sockets = socketDir(dataDir);
  mkdirSync(path.join(options.home.dataDir, 'run'), { recursive: true, mode: 0o700 });
  const instanceId = instanceIdOf(dataDir);
  const home = { ...options.home, instanceId: instanceIdOf(options.home.dataDir) };
  const token = options.continues?.token ?? newSecret();
  const key = options.continues?.key ?? newSecret();
  const fleet = new Fleet((wanted) => options.onRenew?.(wanted));
  const children = new ChildrenFile(dataDir);
  let orphans: Orphans | null = null;
  let removeFile = () => undefined as void;
  let watch: NodeJS.Timeout | undefined;
  let gatewayPorts: unknown = options.continues?.ports ?? null;
  let pools: Pools | null = null;
  /** Redis and the store, as far as they are our own. */
  const base: Pick<Unit, 'whenReady'>[] = [];

  const redis: RedisAddress = settings.redisUrl
    ? { socketPath: null, url: settings.redisUrl, password: null }
    : embeddedRedisAddress({ dataDir, socketDir: sockets });
  const database: DatabaseAddress = settings.databaseUrl
    ? { socketDir: null, port: 0, url: settings.databaseUrl }
    : { socketDir: sockets, port: 5432, url: null };
  const lock = acquirePidLock(path.join(dataDir, 'run', 'instance.lock'), {
    note: options.shell,
    held: ({ pid, note }) => `${dataDir} is in use by process ${pid} (${note}).`,
  });

  function initOf(role: Role): ChildInit {
    return {
      type: 'init',
      name: role.name,
      instanceId,
      parentPid: process.pid,
      shell: options.shell,
      dataDir,
      home,
      resourcesDir: options.resourcesDir,
      rendererDir: options.rendererDir,
      settings,
      redis,
      database,
      unclean: lock.unclean,
      // A gateway that is started again takes its last ports, so that open consoles find it.
      role: role.kind === 'gateway' ? { ...role.role, lastPorts: gatewayPorts } : roleNow(role),
    };
  }

  /** An engine process that is started again works as its pool shall work now. */
  function roleNow(role: Role): Role['role'] {
    return role.kind === 'engine' ? { ...role.role, tuning: pools?.tuningOf(role.name) } : role.role;
  }

  /** @param needs asked at each start */
  function childUnit(role: Role, needs: () => Promise<unknown>): Unit<RunningChild> {
    const unit = new Unit<RunningChild>({
      name: role.name,
      launch: (stopped) =>
        launchChild(
          options.host,
          {
            spec: {
              name: role.name,
              entry: path.join(options.entriesDir, role.entry),
              env: childEnvironment(),
            },
            init: initOf(role),
            needs: needs(),
            stopped,
          },
          {
            onSpawn: (pid) => children.note(pid),
            onRelay: (relay) => fleet.route(role.name, relay),
            onSample: (sample) => fleet.sample(role.name, sample),
            onOutput: (line) => log.warn('child-output', { child: role.name, line }),
          },
        ),
      isVital: role.kind !== 'engine',
      afterDeath: role.kind === 'engine' ? (dead) => releaseAfter(role.name, dead) : undefined,
      silenceLimitMs: role.kind === 'store' ? storeSilenceLimitMs : undefined,
      onChange: () => {
        if (role.kind === 'engine') pools?.tell(role.name);
        fleet.changed();
      },
      log: step,
    });
    fleet.add({ unit, kind: role.kind, pool: PoolName.nullable().catch(null).parse(role.role.pool) });
    return unit;
  }

  async function releaseAfter(name: string, dead: RunningChild): Promise<boolean> {
    const released = await orphans?.releaseOf(name, dead.pid ?? 0);
    if (!released) return false;
    fleet.toGateway('released', { worker: name, ...released });
    return released.isolated.length > 0;
  }

  async function startRedis(): Promise<void> {
    if (settings.redisUrl) {
      step('Checking the Redis server of REDIS_URL');
      await assertRedisSuits(redis);
    } else {
      step('Starting Redis');
      const binary = findRedisBinary(options.resourcesDir);
      const unit = new Unit({
        name: 'redis',
        isVital: true,
        launch: () =>
          launchRedis({
            binary,
            dataDir,
            socketDir: sockets,
            settings,
            onSpawn: (pid) => children.note(pid),
          }),
        onChange: () => fleet.changed(),
        log: step,
      });
      fleet.add({ unit, kind: 'redis', pool: null });
      base.push(unit);
      await unit.start();
    }
    orphans = new Orphans(redis, instanceId);
    const { requeued } = await orphans.releaseAll();
    if (requeued.length > 0)
      step(`Gave back ${requeued.length} jobs that were running when the last instance ended`);
  }

  async function startStore(): Promise<void> {
    if (settings.databaseUrl) return; // whoever connects checks it
    step('Starting the store');
    const unit = childUnit(storeRole, () => Promise.resolve());
    base.push(unit);
    await unit.start();
  }

  async function stop(how: 'drain' | 'suspend' = 'suspend'): Promise<void> {
    clearInterval(watch);
    removeFile();
    pools?.close();
    await fleet.stop(how);
    orphans?.close();
    children.remove();
    lock.release();
  }

  try {
    // One that was broken off half-way is finished before anything opens what it moves.
    if ((await finishRestore(dataDir)) !== null) step('Put the restored data in place');
    if (await finishReturn(dataDir)) step('Put back what was there before the restore');
    if (lock.unclean && (await children.endLeftOvers()) > 0)
      step('Ended what the last instance had left running');
    const ground = settleAll([startRedis(), startStore()]).then(() => step('Starting engines and gateway'));
    const standing = () => ground.then(() => Promise.all(base.map((unit) => unit.whenReady())));
    const gateway = childUnit(
      { name: gatewayName, kind: 'gateway', entry: 'gateway.js', role: { token, key } },
      standing,
    );
    pools = new Pools({
      plans: settings.attached ? [] : firstPlans(dataDir, settings),
      isolation: settings,
      fleet,
      open: (pool, number) => childUnit(engineRole(pool, number), standing),
    });
    fleet.keeper = settings.attached ? null : pools;
    const isolation = settings.attached ? [] : [childUnit(isolationRole, standing).start()];
    await settleAll([ground, ...isolation, ...pools.begin(), gateway.start()]);
    const { consoleUrl: url, ports } = gateway.running?.facts ?? {};
    gatewayPorts = ports;
    if (typeof url !== 'string')
      throw new FlightlineError('NOT_READY', 'The gateway did not say where it listens.');
    removeFile = writeInstanceFile(dataDir, { url, key, pid: process.pid, shell: options.shell });
    watch = setInterval(() => fleet.tick(Date.now()), watchEveryMs);
    return {
      consoleUrl: url,
      token,
      key,
      givePort(port) {
        if (!gateway.running) throw new FlightlineError('NOT_READY', 'The gateway is being started again.');
        gateway.running.givePort(port);
      },
      activeJobs: () => fleet.activeJobs(),
      continuation: () => ({ token, key, ports: gatewayPorts }),
      stop,
    };
  } catch (error) {
    step(`Start failed: ${messageOf(error)}`);
    await stop();
    throw error;
  }
}

/** Waits for all, then throws the first failure: nothing is still starting when the caller cleans up. */
async function settleAll(parts: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(parts);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
