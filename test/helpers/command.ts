/** Runs the built command line as a person or a script would. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface RunningCommand {
  child: ChildProcess;
  /** Resolves when stderr has said it. */
  said(pattern: RegExp, limitMs?: number): Promise<void>;
  ended: Promise<Ended>;
}

export function startCommand(args: readonly string[]): RunningCommand {
  const child = spawn(process.execPath, ['out/main/cli.js', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString();
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  return {
    child,
    ended,
    said: (pattern, limitMs = 60_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => fail('in time'), limitMs);
        const fail = (when: string) =>
          reject(new Error(`It did not say ${String(pattern)} ${when}:\n${err}`));
        const look = () => {
          if (!pattern.test(err)) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        void ended.then(() => fail('before its end'));
        look();
      }),
  };
}

export function runCommand(...args: string[]): Promise<Ended> {
  return startCommand(args).ended;
}

/** Of `--format jsonl`. */
export interface ResultLine {
  fileName: string;
  path: string;
  state: string;
  jobId: string | null;
  error?: { code: string; message: string; action: string };
  output?: unknown;
}

export function linesOf(text: string): ResultLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ResultLine);
}
