/** A running Flightline: everything under one data directory, from lock to last process. */
import type { Home } from '#contract/profiles';
import type { Renew } from '#contract/relay';
import type { Settings } from '#contract/settings';
import type { ProcessHost } from './host';

export interface InstanceOptions {
  host: ProcessHost;
  shell: 'desktop' | 'headless';
  dataDir: string;
  home: Omit<Home, 'instanceId'>;
  /** Folder of the built process entries. */
  entriesDir: string;
  rendererDir: string;
  resourcesDir: string;
  settings: Settings;
  /** One line for each step of starting, stopping and mending. */
  onStep?: (line: string) => void;
  /** Of the instance that this one follows in the same shell: consoles find it where that one was. */
  continues?: Continuation;
  /** A process of the instance wants everything to be started again. */
  onRenew?: (wanted: Renew) => void;
}

/** What those who know an instance know of it. */
export interface Continuation {
  token: string;
  key: string;
  /** Of the gateway. */
  ports: unknown;
}

export interface Instance {
  /** E.g. `http://127.0.0.1:4870`. */
  readonly consoleUrl: string;
  /** One-time token of the first browser; see `consoleUrl/?token=…`. */
  readonly token: string;
  /** Key for programs on this machine (`Authorization: Bearer …`); also in run/instance.json, mode 0600. */
  readonly key: string;
  /** Desktop: hands the gateway a MessagePort on which a window speaks tRPC. @throws FlightlineError `NOT_READY` */
  givePort(port: unknown): void;
  /** Number of jobs that run at this moment. */
  activeJobs(): number;
  continuation(): Continuation;
  /**
   * Stops everything in reverse order. `drain`: waits for running jobs; otherwise they are interrupted and run
   * again after the next start. Never throws; whatever does not stop in time is killed.
   */
  stop(how?: 'drain' | 'suspend'): Promise<void>;
}
