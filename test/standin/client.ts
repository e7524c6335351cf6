/** Starts a stand-in from a test and speaks to it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Controls } from './control';

const registerUrl = new URL('./register.mjs', import.meta.url).href;
const runPath = fileURLToPath(new URL('./run.ts', import.meta.url));

export interface StandinOptions {
  /** Folder whose package.json names the built main. */
  appDir: string;
  args?: string[];
  env?: Record<string, string>;
  cwd?: string;
  /** Path of Chromium. */
  chromium: string;
}

/** Answers travel as JSON. */
type Answer<Name extends keyof Controls> = Awaited<ReturnType<Controls[Name]>>;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export class Standin {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  /** All that it and its main wrote. */
  output = '';
  readonly exited: Promise<number | null>;
  #lastId = 0;

  constructor({ appDir, args = [], env = {}, cwd, chromium }: StandinOptions) {
    this.#child = spawn(process.execPath, ['--import', registerUrl, runPath, appDir, ...args], {
      env: { ...process.env, ...env, STANDIN_CHROMIUM: chromium },
      ...(cwd ? { cwd } : {}),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const keep = (chunk: Buffer) => (this.output += chunk.toString());
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
    this.#child.on('message', (message) => {
      const { id, value, error } = message as { id: number; value?: string; error?: string };
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(JSON.parse(value ?? 'null'));
      else waiting?.reject(new Error(error));
    });
    this.exited = new Promise((resolve) => {
      this.#child.once('exit', (code) => {
        for (const { reject } of this.#waiting.values())
          reject(new Error(`the stand-in is gone\n${this.output}`));
        resolve(code);
      });
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  call<Name extends keyof Controls>(name: Name, ...args: Parameters<Controls[Name]>): Promise<Answer<Name>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (value) => resolve(value as Answer<Name>), reject });
      this.#child.send({ id, name, args }, (error) => error && reject(error));
    });
  }

  /** No questions, no order. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
