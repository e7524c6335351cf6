/** What every child process does alike: init, ready, beat, relay, stop, and an orderly death. */
import { FlightlineError, messageOf } from '#contract/errors';
import type { ChildInit } from '#contract/process';
import { type Log, openLog } from '../../stack/log';
import { logLimitsOf } from '../../stack/logs/log-files';
import { startBeat } from './beat';
import { connectParent } from './parent-link';

export interface ChildLink {
  log: Log;
  /** Sends to another process by name, to all of a kind (`engine`), or to `supervisor`. */
  relay(to: string, topic: string, body: unknown): void;
  /** Ends this process at once, for a state that only a new process mends. */
  die(reason: string): never;
}

export interface ChildService {
  /** What the others must know, e.g. a port. */
  facts: Record<string, unknown>;
  onRelay?(topic: string, body: unknown, from: string): void;
  /** Desktop: a window's MessagePort. */
  onPort?(port: unknown): void;
  stop(how: 'drain' | 'suspend'): Promise<void>;
  /** It was told to suspend while it drains. */
  interrupt?(): void;
}

export interface ChildDefinition {
  start(init: ChildInit, link: ChildLink): Promise<ChildService>;
}

const stopLimitMs = 8000;
const parentCheckMs = 2000;

/** Runs one child process until it is told to stop or its parent is gone. */
export function runChild(definition: ChildDefinition): void {
  const parent = connectParent();
  let service: ChildService | null = null;
  let log: Log | null = null;
  let stopping = false;

  async function stop(how: 'drain' | 'suspend', why: string): Promise<void> {
    if (stopping) {
      if (how === 'suspend') service?.interrupt?.();
      return;
    }
    stopping = true;
    log?.info('stopping', { how, why });
    // A drain is limited by the supervisor, who knows how long jobs may take; everything else by us.
    if (how === 'suspend') setTimeout(() => process.exit(1), stopLimitMs).unref();
    try {
      await service?.stop(how);
      log?.info('stopped');
      process.exit(0);
    } catch (error) {
      log?.error('stop-failed', { error });
      process.exit(1);
    }
  }

  function die(error: unknown): never {
    log?.error('died', { error });
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(70);
  }

  async function start(init: ChildInit): Promise<void> {
    log = openLog(init.dataDir, init.name, init.settings.logLevel, logLimitsOf(init.settings));
    const link: ChildLink = {
      log,
      relay: (to, topic, body) => parent.send({ type: 'relay', to, topic, body }),
      die: (reason) => die(new Error(reason)),
    };
    startBeat((message) => parent.send(message));
    watchParent(init.parentPid);
    try {
      service = await definition.start(init, link);
      log.info('ready', service.facts);
      parent.send({ type: 'ready', facts: service.facts });
    } catch (error) {
      log.error('start-failed', { error });
      if (!(error instanceof FlightlineError)) die(error);
      parent.send({ type: 'fatal', code: error.code, message: messageOf(error) });
    }
  }

  function watchParent(pid: number): void {
    setInterval(() => {
      try {
        process.kill(pid, 0);
      } catch {
        void stop('suspend', 'the supervisor is gone');
      }
    }, parentCheckMs).unref();
  }

  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  // A terminal sends Ctrl-C to the whole group; the supervisor alone decides when we stop.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => void stop('suspend', 'SIGTERM'));
  parent.onLost(() => void stop('suspend', 'the supervisor is gone'));
  parent.onMessage((message, ports) => {
    if (message.type === 'init') void start(message);
    else if (message.type === 'stop') void stop(message.how, 'asked to');
    else if (message.type === 'relay') service?.onRelay?.(message.topic, message.body, message.from);
    else if (ports[0] !== undefined) service?.onPort?.(ports[0]);
  });
}
