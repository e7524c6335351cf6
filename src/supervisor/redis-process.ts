/** The embedded redis-server: its configuration, start, readiness and end. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { FlightlineError } from '#contract/errors';
import type { RedisAddress } from '#contract/process';
import type { Settings } from '#contract/settings';
import { childEnvironment } from '../stack/environment';
import { openLog } from '../stack/log';
import { logLimitsOf } from '../stack/logs/log-files';
import { redisOptions } from '../stack/redis/address';
import type { ChildExit } from './host';
import { type ProcessIdentity, identify, isAlive } from '../stack/process-identity';
import type { Running } from './running';

const startLimitMs = 60_000; // a long append-only file is read before the first answer
const probeEveryMs = 20;

export interface EmbeddedRedis {
  binary: string;
  dataDir: string;
  socketDir: string;
  settings: Settings;
  /** Told as soon as the server exists, long before it answers. */
  onSpawn?: (pid: number) => void;
}

/** The password of the embedded Redis, made once and kept for the user alone. */
function passwordOf(dataDir: string): string {
  const file = path.join(dataDir, 'run', 'redis.secret');
  try {
    const kept = readFileSync(file, 'utf8').trim();
    if (kept.length >= 32) return kept;
  } catch {
    // first start
  }
  const password = randomBytes(32).toString('hex');
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

export function embeddedRedisAddress(options: Pick<EmbeddedRedis, 'dataDir' | 'socketDir'>): RedisAddress {
  return {
    socketPath: path.join(options.socketDir, 'redis.sock'),
    url: null,
    password: passwordOf(options.dataDir),
  };
}

function configuration(options: EmbeddedRedis, address: RedisAddress): string {
  const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  return [
    'port 0',
    `unixsocket ${quoted(address.socketPath ?? '')}`,
    'unixsocketperm 700',
    `requirepass ${address.password ?? ''}`,
    `dir ${quoted(path.join(options.dataDir, 'redis'))}`,
    'appendonly yes',
    `appendfsync ${options.settings.redisFsync}`,
    'aof-use-rdb-preamble yes',
    'save ""', // snapshots fork for nothing: the log has it all
    `maxmemory ${options.settings.redisMaxMemoryMb}mb`,
    'maxmemory-policy noeviction',
    'daemonize no',
    'databases 1',
    '',
  ].join('\n');
}

/** One PING. @returns the pid of the server that answered, null when none did */
async function ping(address: RedisAddress): Promise<number | null> {
  const redis = new Redis({
    ...redisOptions(address, 'fails-fast'),
    lazyConnect: true,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined); // a server that is not there yet is the normal case here
  try {
    await redis.connect();
    const pid = /^process_id:(\d+)/m.exec(await redis.info('server'))?.[1];
    return pid ? Number(pid) : null;
  } catch {
    return null;
  } finally {
    redis.disconnect();
  }
}

async function gone(server: ProcessIdentity, limitMs: number): Promise<boolean> {
  for (let waited = 0; isAlive(server) && waited < limitMs; waited += probeEveryMs) await delay(probeEveryMs);
  return !isAlive(server);
}

/** Ends a server that a killed instance left behind on our socket; its log is complete, so the new one goes on from it. */
async function endLeftOver(address: RedisAddress): Promise<void> {
  const pid = await ping(address);
  if (pid === null) return;
  const server = identify(pid);
  process.kill(pid, 'SIGTERM');
  if (await gone(server, 5000)) return;
  process.kill(pid, 'SIGKILL');
  await gone(server, 5000);
}

/**
 * Starts redis-server and resolves when it answers.
 * @throws FlightlineError `REDIS_UNSUITABLE` with its own last words
 */
export async function launchRedis(options: EmbeddedRedis): Promise<Running> {
  const address = embeddedRedisAddress(options);
  await endLeftOver(address);
  mkdirSync(path.join(options.dataDir, 'redis'), { recursive: true, mode: 0o700 });
  const configFile = path.join(options.dataDir, 'run', 'redis.conf');
  writeFileSync(configFile, configuration(options, address), { mode: 0o600 });
  rmSync(address.socketPath ?? '', { force: true });

  // A group of its own, so that Ctrl-C in a terminal reaches only the supervisor.
  const child = spawn(options.binary, [configFile], {
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  if (child.pid !== undefined) options.onSpawn?.(child.pid);
  const lastLines: string[] = [];
  const log = openLog(options.dataDir, 'redis', 'info', logLimitsOf(options.settings));
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lastLines.push(line);
      const { level, text } = redisLine(line);
      log[level](text);
      if (lastLines.length > 20) lastLines.shift();
    });
  let exit: ChildExit | null = null;
  const exited = new Promise<ChildExit>((resolve) => {
    const settle = (code: number | null, signal: string | null) => resolve((exit ??= { code, signal }));
    child.on('exit', settle);
    child.on('error', () => settle(null, null));
  });

  const deadline = Date.now() + startLimitMs;
  while ((await ping(address)) === null) {
    if (exit === null && Date.now() < deadline) {
      await delay(probeEveryMs);
      continue;
    }
    child.kill('SIGKILL');
    throw new FlightlineError(
      'REDIS_UNSUITABLE',
      `redis-server did not start: ${lastLines.slice(-3).join(' | ') || 'no output'}`,
    );
  }
  return {
    pid: child.pid ?? null,
    facts: {},
    exited,
    lastBeatAt: () => null,
    stop: () => child.kill('SIGTERM'),
    kill: () => child.kill('SIGKILL'),
  };
}

/** `1234:M 22 Nov 2026 10:05:50.123 # Out of memory`: the mark `#` stands for a warning, but also before greetings. */
function redisLine(line: string): { level: 'info' | 'warn'; text: string } {
  const [, mark, text = line] = /^\d+:[A-Z] \d+ \w+ \d+ [\d:.]+ ([.*#-]) (.*)$/.exec(line) ?? [];
  const bad = mark === '#' && /warning|error|fail|can't|cannot|could not|memory|denied|refus/i.test(text);
  return { level: bad ? 'warn' : 'info', text };
}
