/** A small client of the Chrome DevTools Protocol over the pipe that Chromium inherits. */
import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { chromiumFlags } from '../../scripts/lib/chromium.mjs';

// What the protocol carries is described by its documentation, not by types.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

const flags = [
  ...chromiumFlags,
  '--headless=new',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-default-browser-check',
  '--remote-debugging-pipe', // closes with us, and then Chromium ends: also after kill -9
  '--remote-debugging-port=0', // for the Playwright of the test
  '--no-startup-window',
];

/** Helpers of Chromium may write for a moment after it has ended. */
async function removeFolder(folder: string): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

interface Waiting {
  resolve(result: Json): void;
  reject(error: Error): void;
}

/** The commands and events of one page; `null` is the browser itself. */
export class CdpSession extends EventEmitter {
  readonly #browser: Chromium;
  readonly id: string | null;

  constructor(browser: Chromium, id: string | null) {
    super();
    this.#browser = browser;
    this.id = id;
  }

  send(method: string, params: object = {}): Promise<Json> {
    return this.#browser.command(this.id, method, params);
  }
}

export class Chromium {
  readonly #process: ChildProcess;
  readonly #profileDir = mkdtempSync(join(tmpdir(), 'flightline-standin-'));
  readonly #waiting = new Map<number, Waiting>();
  readonly #sessions = new Map<string | null, CdpSession>();
  readonly root = new CdpSession(this, null);
  /** Where another client can connect, e.g. `ws://127.0.0.1:9/devtools/browser/…`. */
  readonly endpoint: Promise<string>;
  #lastId = 0;

  constructor(executable: string) {
    this.#process = spawn(executable, [...flags, `--user-data-dir=${this.#profileDir}`], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    });
    this.#sessions.set(null, this.root);
    this.#readMessages(this.#process.stdio[4] as Readable);
    this.endpoint = new Promise((resolve, reject) => {
      let text = '';
      this.#process.stderr?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
        if (found) resolve(found);
      });
      this.#process.once('exit', () => {
        reject(new Error(`Chromium ended: ${text.slice(-2000)}`));
        for (const { reject: fail } of this.#waiting.values()) fail(new Error('Chromium is gone'));
      });
    });
    this.endpoint.catch(() => undefined); // told by whoever waits for it
  }

  command(sessionId: string | null, method: string, params: object): Promise<Json> {
    const id = ++this.#lastId;
    const message = JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) });
    (this.#process.stdio[3] as Writable).write(`${message}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  session(id: string): CdpSession {
    const session = new CdpSession(this, id);
    this.#sessions.set(id, session);
    return session;
  }

  /** Resolves when the process is gone. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => this.#process.once('exit', () => resolve()));
    this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 3000);
    await gone;
    clearTimeout(timer);
    await removeFolder(this.#profileDir);
  }

  #readMessages(stream: Readable): void {
    let rest = Buffer.alloc(0);
    stream.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        this.#receive(JSON.parse(rest.subarray(0, end).toString()));
        rest = rest.subarray(end + 1);
      }
    });
    stream.on('error', () => undefined); // its end is told by 'exit'
    (this.#process.stdio[3] as Writable).on('error', () => undefined);
  }

  #receive(message: Json): void {
    if (message.id === undefined) {
      this.#sessions.get(message.sessionId ?? null)?.emit(message.method, message.params);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(`${message.error.message}`));
    else waiting?.resolve(message.result);
  }
}
