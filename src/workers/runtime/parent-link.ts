/** The pipe to the supervisor: Electron's parent port in a utility process, the IPC channel in a Node child. */
import { type FromChild, ToChild } from '#contract/process';

/** The part of Electron's `process.parentPort` that is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: unknown[] }) => void): void;
  postMessage(message: unknown): void;
}

export interface ParentLink {
  send(message: FromChild): void;
  /** `ports` holds the MessagePorts that came along (desktop only). */
  onMessage(listener: (message: ToChild, ports: unknown[]) => void): void;
  /** The supervisor is gone. Only a Node child is told; a utility process is ended by Electron itself. */
  onLost(listener: () => void): void;
}

function overParentPort(port: ParentPort): ParentLink {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', ({ data, ports }) => listener(ToChild.parse(data), ports)),
    onLost: () => undefined,
  };
}

function overIpc(): ParentLink {
  return {
    send: (message) => {
      // The callback takes the error of a channel that closes meanwhile; onLost deals with that.
      if (process.connected) process.send?.(message, undefined, {}, () => undefined);
    },
    onMessage: (listener) => process.on('message', (data) => listener(ToChild.parse(data), [])),
    onLost: (listener) => process.on('disconnect', listener),
  };
}

/** @throws Error when this process was not started by a supervisor */
export function connectParent(): ParentLink {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort) return overParentPort(parentPort);
  if (typeof process.send === 'function') return overIpc();
  throw new Error('This file is started by the Flightline supervisor, not by hand.');
}
