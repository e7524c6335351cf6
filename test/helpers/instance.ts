/** A real headless instance of a test's own: its processes, its API, and the means to kill any part of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type TRPCClient, createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { WebSocket } from 'ws';
import { InstanceFile } from '#contract/instance-file';
import type { Router } from '#contract/router';

export type Api = TRPCClient<Router>;

export interface TestInstance {
  readonly dataDir: string;
  readonly url: string;
  readonly key: string;
  /** With the one-time token. */
  readonly link: string;
  readonly api: Api;
  /** What it wrote to stderr so far. */
  readonly said: readonly string[];
  pidOf(name: string): Promise<number>;
  /** SIGKILL of everything at once, as a power cut would. */
  killTree(): Promise<void>;
  /** SIGTERM and a wait for the end. */
  stop(): Promise<number | null>;
}

export interface InstanceOptions {
  /** Built entry of the headless console; by default the product's. */
  entry?: string;
  dataDir?: string;
  env?: Record<string, string>;
  /** Further arguments. */
  args?: string[];
}

const startLimitMs = 60_000;

export function temporaryDataDir(): string {
  return mkdtempSync(path.join(tmpdir(), 'flightline-test-'));
}

export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
}

function readyLine(child: ChildProcess, said: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`Flightline did not start:\n${said.join('\n')}`)),
      startLimitMs,
    );
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        const link = /^Flightline ready at (\S+)$/.exec(line)?.[1];
        if (!link) return;
        clearTimeout(timer);
        resolve(link);
      });
    if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`Flightline ended with ${code}:\n${said.join('\n')}`));
    });
  });
}

function connect(url: string, key: string) {
  class Socket extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { authorization: `Bearer ${key}`, 'x-flightline-client': 'test' } });
      this.on('error', () => undefined); // the client reconnects by itself
    }
  }
  const client = createWSClient({
    url: `${url.replace('http', 'ws')}/trpc`,
    WebSocket: Socket as unknown as typeof globalThis.WebSocket,
    retryDelayMs: () => 100,
  });
  return { api: createTRPCClient<Router>({ links: [wsLink({ client })] }), close: () => client.close() };
}

/** Starts `out/main/headless.js` on free ports. */
export async function startInstance(options: InstanceOptions = {}): Promise<TestInstance> {
  const dataDir = options.dataDir ?? temporaryDataDir();
  const said: string[] = [];
  const child = spawn(
    process.execPath,
    [options.entry ?? 'out/main/headless.js', '--port', '0', '--data', dataDir, ...(options.args ?? [])],
    {
      env: { ...process.env, FLIGHTLINE_SERVICE_PORTS: '{"*":0}', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const link = await readyLine(child, said);
  const { url, key } = InstanceFile.parse(
    JSON.parse(readFileSync(path.join(dataDir, 'run', 'instance.json'), 'utf8')),
  );
  const { api, close } = connect(url, key);

  const processes = async () => (await api.system.processes.query()).filter(({ pid }) => pid !== null);
  return {
    dataDir,
    url,
    key,
    link,
    api,
    said,
    async pidOf(name) {
      const found = (await processes()).find((item) => item.name === name);
      if (!found?.pid) throw new Error(`There is no running process ${name}.`);
      return found.pid;
    },
    async killTree() {
      const pids = (await processes()).map(({ pid }) => pid ?? 0);
      for (const pid of [child.pid ?? 0, ...pids]) kill(pid);
      await Promise.all([ended, close()]);
    },
    async stop() {
      await close();
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** SIGKILL; a process that is gone already is as good as killed. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Looks until it holds. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | false | undefined>,
  limitMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  let trouble: unknown = null;
  // Soon at first; later seldom, for those who look take their share of two cores from what they wait for.
  for (let pauseMs = 15; Date.now() < deadline; pauseMs = Math.min(pauseMs * 1.3, 250)) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      trouble = error; // e.g. a gateway that is being restarted
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(`${what}: not within ${limitMs / 1000} s`, { cause: trouble });
}
