/** A command's hold on an instance: one that runs already, or a private one that ends with the command. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FlightlineError, messageOf } from '#contract/errors';
import { localProfile } from '#contract/profiles';
import type { Settings } from '#contract/settings';
import { placeOf } from '../../stack/profiles/profile-file';
import { type Api, connect, isPassing, serverError } from './api';
import { NoInstanceError } from '../exit-codes';
import { findInstance, readInstanceFile } from './find-instance';
import { isAlive } from '../../stack/process-identity';

export interface Session {
  kind: 'attached' | 'private';
  url: string;
  /**
   * Calls the API, again while the instance is away for a moment; an act must therefore carry one key for all tries.
   * @throws InstanceGoneError; FlightlineError with the server's reason
   */
  call<T>(request: (api: Api) => Promise<T>): Promise<T>;
  api: Api;
  get(path: string): Promise<Response>;
  /** Sent once: whoever posts a body gives it a meaning that may be repeated, or does not repeat it. */
  post(path: string, body: FormData): Promise<Response>;
  isAlive(): boolean;
  /** Disconnects; a private instance is stopped, its running jobs go on at the next start. */
  close(): Promise<void>;
}

/** The instance ended while the command used it. */
export class InstanceGoneError extends Error {
  override readonly name = 'InstanceGoneError';

  constructor() {
    super('The instance ended before the command did.');
  }
}

export interface SessionOptions {
  dataDir: string;
  /** `private`: start one where none runs. `if-used`: only where the directory has been one's before. */
  start: 'private' | 'if-used' | 'never';
  overrides?: Partial<Settings>;
  /** A sentence for the person at the terminal. */
  say(line: string): void;
  /** Steps of a private instance. */
  onStep?(line: string): void;
}

const patienceMs = 30_000;
const lockPatienceMs = 30_000;
/** How long an instance whose process lives is waited for that does not answer. */
const awayPatienceMs = 8000;
const lookEveryMs = 250;

/** @throws NoInstanceError when none runs and none may be started; FlightlineError, those of `startInstance` */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { dataDir } = options;
  const firstLook = Date.now();
  for (const deadline = firstLook + lockPatienceMs; ; await delay(300)) {
    const found = await findInstance(dataDir);
    if (found)
      return sessionOf(
        'attached',
        found,
        () => isAlive({ pid: found.pid, startTicks: null }),
        () => Promise.resolve(),
      );
    // Its gateway is away for a moment, as after “workers restart gateway”.
    if (Date.now() < firstLook + awayPatienceMs && (await isThere(dataDir))) continue;
    mayStart(options);
    try {
      return await startOwn(options);
    } catch (error) {
      // Somebody else's is starting or stopping: it will be there, or gone, in a moment.
      const locked = error instanceof FlightlineError && error.code === 'INSTANCE_LOCKED';
      if (!locked || Date.now() > deadline) throw error;
    }
  }
}

/** Its process lives. After a crash the number may be somebody else's by now, so this is no promise. */
async function isThere(dataDir: string): Promise<boolean> {
  const file = await readInstanceFile(dataDir);
  return file !== null && isAlive({ pid: file.pid, startTicks: null });
}

function mayStart({ dataDir, start }: SessionOptions): void {
  const wasUsed = () => existsSync(path.join(dataDir, 'run')) || placeOf(dataDir).profile !== localProfile;
  if (start === 'private' || (start === 'if-used' && wasUsed())) return;
  const why = start === 'never' ? 'No Flightline is running' : 'There is no Flightline data';
  throw new NoInstanceError(why, dataDir);
}

async function startOwn(options: SessionOptions): Promise<Session> {
  const { dataDir, overrides = {}, say } = options;
  const steps: string[] = [];
  const onStep = (line: string) => {
    // Its first step comes after the lock: until then somebody else's may be there.
    if (steps.length === 0) say(`No instance runs in ${dataDir}: starting a private one.`);
    steps.push(line);
    options.onStep?.(line);
  };
  try {
    // Loaded when needed: most commands talk to an instance that runs, and answer sooner without it.
    const { startPrivateInstance } = await import('../../headless/private-instance');
    let stopped = false;
    const instance = await startPrivateInstance({
      ...{ dataDir, overrides, onStep },
      onLost: () => (stopped = true),
    });
    const stop = async () => {
      stopped = true;
      await instance.stop('suspend');
    };
    return sessionOf('private', { url: instance.consoleUrl, key: instance.key }, () => !stopped, stop);
  } catch (error) {
    const locked = error instanceof FlightlineError && error.code === 'INSTANCE_LOCKED';
    // The last of them is the reason, which whoever catches this tells.
    if (!locked && !options.onStep)
      steps.filter((line) => !line.includes(messageOf(error))).forEach((line) => say(line));
    throw error;
  }
}

function sessionOf(
  kind: Session['kind'],
  { url, key }: { url: string; key: string },
  isAlive: () => boolean,
  end: () => Promise<void>,
): Session {
  const connection = connect(url, key);
  return {
    kind,
    url,
    api: connection.api,
    isAlive,
    post: connection.post,
    get: (address) => patiently(() => connection.get(address), isAlive),
    call: (request) => patiently(() => request(connection.api), isAlive),
    async close() {
      await Promise.race([connection.close(), delay(500)]);
      await end();
    },
  };
}

async function patiently<T>(request: () => Promise<T>, isAlive: () => boolean): Promise<T> {
  for (const deadline = Date.now() + patienceMs; ; await delay(250)) {
    try {
      return await answerOf(request(), isAlive);
    } catch (thrown) {
      const error = serverError(thrown);
      if (!isPassing(error)) throw error;
      if (!isAlive()) throw new InstanceGoneError();
      if (Date.now() > deadline) throw error;
    }
  }
}

/** A connection that is being made again holds requests back without a limit of its own, also when nobody will be there. */
async function answerOf<T>(answer: Promise<T>, isAlive: () => boolean): Promise<T> {
  const waiting = new AbortController();
  const lost = whenLost(isAlive, waiting.signal);
  lost.catch(() => undefined);
  try {
    return await Promise.race([answer, lost]);
  } finally {
    waiting.abort();
  }
}

async function whenLost(isAlive: () => boolean, signal: AbortSignal): Promise<never> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline && isAlive();)
    await delay(lookEveryMs, null, { signal });
  throw new FlightlineError('CONNECTION_LOST', 'The instance did not answer.');
}
