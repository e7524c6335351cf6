/** A MessagePort in the shape of a WebSocket, as far as tRPC's connection handler looks at one. */
import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { portGreeting } from '#contract/desktop';
import type { SocketHandler } from './socket-handler';

/** Electron's MessagePortMain; Node's MessagePort differs only in what its events carry. */
interface Port {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
  postMessage(data: unknown): void;
  close(): void;
}

const open = 1;
const closed = 3;

class PortSocket extends EventEmitter {
  readyState = open;

  constructor(private readonly port: Port) {
    super();
    port.on('message', ({ data }) => {
      if (typeof data === 'string') this.emit('message', Buffer.from(data), false);
    });
    port.on('close', () => this.end());
    port.start();
  }

  send(data: string): void {
    if (this.readyState === open) this.port.postMessage(data);
  }

  close(): void {
    this.port.close();
    this.end();
  }

  terminate(): void {
    this.close();
  }

  private end(): void {
    if (this.readyState === closed) return;
    this.readyState = closed;
    this.emit('close');
  }
}

/** Serves a window of the desktop. */
export function servePort(port: unknown, connect: SocketHandler): void {
  const request = { url: '/trpc', headers: {} } as IncomingMessage; // tRPC reads the query of its address only
  const socket = new PortSocket(port as Port);
  connect(socket as unknown as WebSocket, request, 'desktop');
  socket.send(portGreeting);
}
