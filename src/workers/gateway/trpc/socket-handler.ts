/** The one handler of the console's protocol, for WebSockets and for MessagePorts shaped like one. */
import type { IncomingMessage } from 'node:http';
import { type WSSHandlerOptions, getWSConnectionHandler } from '@trpc/server/adapters/ws';
import type { WebSocket } from 'ws';
import { type Router, router } from '#contract/router';
import type { Services } from '#contract/services';

export type SocketHandler = (socket: WebSocket, request: IncomingMessage, actor: string) => void;

export function createSocketHandler(services: Services): SocketHandler {
  const actors = new WeakMap<object, string>();
  const options: Omit<WSSHandlerOptions<Router>, 'wss'> = {
    router,
    createContext: ({ res }: { res: object }) => ({ services, actor: actors.get(res) ?? 'console' }),
    keepAlive: { enabled: true, pingMs: 15_000, pongWaitMs: 10_000 },
  };
  // The handler never touches `wss`: it is in its type only because applyWSSHandler shares it.
  const connect = getWSConnectionHandler(options as WSSHandlerOptions<Router>);
  return (socket, request, actor) => {
    actors.set(socket, actor);
    connect(socket, request);
  };
}
