import { afterEach, expect, it } from 'vitest';
import { portGreeting, portMessageType } from '#contract/desktop';
import { portSocketClass } from './port-socket';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A window and a preload that answer each request with a port; the other ends are kept, and greet if asked to. */
function desktop(greets = true) {
  const host = new EventTarget();
  const far: MessagePort[] = [];
  const openPort = (id: string): void => {
    const { port1, port2 } = new MessageChannel();
    open.push(port1, port2);
    far.push(port2);
    if (greets) port2.postMessage(portGreeting);
    host.dispatchEvent(
      new MessageEvent('message', { data: { type: portMessageType, id: 'of another' }, ports: [port2] }),
    );
    host.dispatchEvent(new MessageEvent('message', { data: { type: portMessageType, id }, ports: [port1] }));
  };
  return { Socket: portSocketClass({ openPort }, host), far };
}

const next = (target: EventTarget, type: string): Promise<Event> =>
  new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

it('opens in a later task, even though the port came at once', async () => {
  const { Socket } = desktop();
  const socket = new Socket('port:');
  expect(socket.readyState).toBe(Socket.CONNECTING);
  await next(socket, 'open');
  expect(socket.readyState).toBe(Socket.OPEN);
});

it('is not open while nobody greets, and has failed when the other end goes', async () => {
  const { Socket, far } = desktop(false);
  const socket = new Socket('port:');
  let opened = false;
  socket.addEventListener('open', () => (opened = true));
  const heard: string[] = [];
  for (const type of ['error', 'close']) socket.addEventListener(type, () => heard.push(type));
  const closed = next(socket, 'close');
  far[0]?.close();
  await closed;
  expect(opened).toBe(false);
  expect(heard).toEqual(['error', 'close']);
});

it('carries frames both ways as strings', async () => {
  const { Socket, far } = desktop();
  const socket = new Socket('port:');
  await next(socket, 'open');
  const port = far[0] as MessagePort;
  const received = next(port, 'message');
  port.start();
  socket.send('PING');
  expect(((await received) as MessageEvent).data).toBe('PING');
  const answer = next(socket, 'message');
  port.postMessage('PONG');
  expect(((await answer) as MessageEvent).data).toBe('PONG');
});

it('closes when the other end does', async () => {
  const { Socket, far } = desktop();
  const socket = new Socket('port:');
  await next(socket, 'open');
  const closed = next(socket, 'close');
  far[0]?.close();
  await closed;
  expect(socket.readyState).toBe(Socket.CLOSED);
});

it('reports close once when it is closed here', async () => {
  const { Socket } = desktop();
  const socket = new Socket('port:');
  await next(socket, 'open');
  let closes = 0;
  socket.addEventListener('close', () => (closes += 1));
  socket.addEventListener('error', () => (closes += 1));
  socket.close();
  socket.close();
  expect(closes).toBe(1);
});
