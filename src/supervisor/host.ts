/** How processes are started: the interface that Node children and Electron's utility processes both offer. */
import type { FromChild, ToChild } from '#contract/process';

export interface ChildSpec {
  /** Shown in lists and logs, e.g. `engine-igc-1`. */
  name: string;
  /** Absolute path of the built entry. */
  entry: string;
  env: Record<string, string>;
}

export interface ChildExit {
  code: number | null;
  signal: string | null;
}

export interface ChildHandle {
  /** Null until the process exists. */
  readonly pid: number | null;
  /** `ports`: MessagePorts to hand over; only a desktop host can carry them. */
  send(message: ToChild, ports?: readonly unknown[]): void;
  onMessage(listener: (message: FromChild) => void): void;
  /** Lines the child wrote to stdout and stderr. */
  onOutput(listener: (line: string, stream: 'out' | 'err') => void): void;
  /** Called once, also when the process could not be started. */
  onExit(listener: (exit: ChildExit) => void): void;
  /** SIGKILL or its like: at once, no questions. */
  kill(): void;
}

export interface ProcessHost {
  fork(spec: ChildSpec): ChildHandle;
}
