/** utilityProcess.fork as a Node child whose `process.parentPort` comes from parent-port.mjs. */
import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { CarriedPorts, type CarriedMessage, type MessagePortMain } from './message-ports';

const shim = new URL('./parent-port.mjs', import.meta.url).href;

interface ForkOptions {
  env?: Record<string, string | undefined>;
  cwd?: string;
  stdio?: 'pipe' | 'ignore' | 'inherit';
  serviceName?: string;
}

type FromShim = { kind: 'message'; data: unknown } | CarriedMessage;

class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #ports: CarriedPorts;
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;

  constructor(modulePath: string, args: string[], options: ForkOptions) {
    super();
    const output = options.stdio ?? 'inherit';
    this.#child = fork(modulePath, args, {
      env: options.env ?? process.env,
      ...(options.cwd ? { cwd: options.cwd } : {}),
      execArgv: ['--import', shim],
      serialization: 'advanced',
      stdio: ['ignore', output, output, 'ipc'],
    });
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    this.#ports = new CarriedPorts((message) => this.#send(message));
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => {
      const known = message as FromShim;
      if (known.kind === 'message') this.emit('message', known.data);
      else this.#ports.receive(known);
    });
    // 'close' and not 'exit': what the process wrote last has been read then.
    this.#child.on('close', (code, signal) => {
      this.#ports.closeAll();
      // Electron gives a number in any case; which one for a signal is not documented.
      this.emit('exit', code ?? (signal === 'SIGKILL' ? 9 : 15));
    });
    this.#child.on('error', () => undefined); // the exit follows
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }

  postMessage(message: unknown, transfer: MessagePortMain[] = []): void {
    const ports = this.#ports.take(transfer);
    this.#send({ kind: 'message', data: message, ports });
    this.#ports.open(ports);
  }

  /** SIGTERM, as in Electron. */
  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }

  #send(message: object): void {
    if (this.#child.connected) this.#child.send(message, () => undefined); // a dying child is told by 'exit'
  }
}

let isAllowed = true;

/** Electron refuses to fork before the app is ready. */
export function allowFork(allowed: boolean): void {
  isAllowed = allowed;
}

export const utilityProcess = {
  fork(modulePath: string, args: string[] = [], options: ForkOptions = {}): UtilityProcess {
    if (!isAllowed) throw new Error('utilityProcess cannot be created before app is ready.');
    return new UtilityProcess(modulePath, args, options);
  },
};
