/** Launches one of our own processes through the host: init, ready, beats. */
import { FlightlineError, isErrorCode } from '#contract/errors';
import type { ChildInit, FromChild } from '#contract/process';
import type { ChildExit, ChildSpec, ProcessHost } from './host';
import { readyLimitMs } from './policy';
import type { Running } from './running';

export interface Sample {
  cpu: number;
  rssBytes: number;
  loopDelayMs: number;
}

export type Relay = Extract<FromChild, { type: 'relay' }>;

export interface ChildListeners {
  /** As soon as it exists, long before it is ready. */
  onSpawn(pid: number): void;
  onRelay(relay: Relay): void;
  onSample(sample: Sample): void;
  /** What it printed beside its log, e.g. the stack of its death. */
  onOutput(line: string): void;
}

export interface RunningChild extends Running {
  relay(from: string, topic: string, body: unknown): void;
  givePort(port: unknown): void;
}

const keptLines = 30;

/** @throws FlightlineError with the child's own reason, or `NOT_READY` with its last words */
export async function launchChild(
  host: ProcessHost,
  child: {
    spec: ChildSpec;
    init: ChildInit;
    /** What it needs to work; it loads its code meanwhile. */
    needs: Promise<unknown>;
    /** Ends the wait for that. */
    stopped: AbortSignal;
  },
  listeners: ChildListeners,
): Promise<RunningChild> {
  const handle = host.fork(child.spec);
  if (handle.pid !== null) listeners.onSpawn(handle.pid);
  const lastLines: string[] = [];
  handle.onOutput((line) => {
    lastLines.push(line);
    if (lastLines.length > keptLines) lastLines.shift();
    listeners.onOutput(line);
  });
  const exited = new Promise<ChildExit>((resolve) => handle.onExit(resolve));
  let beatAt = Date.now();

  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    handle.onMessage((message) => {
      beatAt = Date.now();
      if (message.type === 'ready') {
        // A utility process has its pid only now.
        if (handle.pid !== null) listeners.onSpawn(handle.pid);
        resolve(message.facts);
      } else if (message.type === 'beat') listeners.onSample(message);
      else if (message.type === 'relay') listeners.onRelay(message);
      else
        reject(new FlightlineError(isErrorCode(message.code) ? message.code : 'NOT_READY', message.message));
    });
    let timer: NodeJS.Timeout | undefined;
    let isGone = false;
    const giveUp = () => handle.kill();
    child.stopped.addEventListener('abort', giveUp);
    const begin = () => {
      child.stopped.removeEventListener('abort', giveUp);
      if (isGone) return;
      handle.send(child.init);
      timer = setTimeout(() => reject(notReady('it did not answer in time')), readyLimitMs);
    };
    child.needs.then(begin, reject);
    void exited.then(({ code, signal }) => {
      isGone = true;
      child.stopped.removeEventListener('abort', giveUp);
      clearTimeout(timer);
      reject(notReady(`it ended with ${signal ?? `code ${code}`}`));
    });
  });

  function notReady(why: string): FlightlineError {
    const said = lastLines.slice(-5).join(' | ');
    return new FlightlineError(
      'NOT_READY',
      `${child.spec.name} did not start: ${why}${said ? ` (${said})` : ''}.`,
    );
  }

  try {
    const facts = await ready;
    return {
      get pid() {
        return handle.pid;
      },
      facts,
      exited,
      lastBeatAt: () => beatAt,
      stop: (how) => handle.send({ type: 'stop', how }),
      kill: () => handle.kill(),
      relay: (from, topic, body) => handle.send({ type: 'relay', from, topic, body }),
      givePort: (port) => handle.send({ type: 'port' }, [port]),
    };
  } catch (error) {
    handle.kill();
    await exited;
    throw error;
  }
}
