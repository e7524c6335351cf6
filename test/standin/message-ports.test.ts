import { expect, it, vi } from 'vitest';
import { CarriedPorts, MessageChannelMain, type CarriedMessage } from './message-ports';

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('keeps messages until the port is started, and copies them', async () => {
  const { port1, port2 } = new MessageChannelMain();
  const heard: unknown[] = [];
  const sent = { text: 'a' };
  port1.postMessage(sent);
  sent.text = 'changed';
  port2.on('message', ({ data }: { data: unknown }) => heard.push(data));
  await turn();
  expect(heard).toEqual([]);
  port2.start();
  await turn();
  expect(heard).toEqual([{ text: 'a' }]);
});

it('tells both ends that the channel is closed', async () => {
  const { port1, port2 } = new MessageChannelMain();
  const closed = vi.fn();
  for (const port of [port1, port2]) {
    port.on('close', closed);
    port.start();
  }
  port2.close();
  await turn();
  expect(closed).toHaveBeenCalledTimes(2);
});

it('carries a transferred port over a pipe, and refuses the object that was given away', async () => {
  const overThePipe: CarriedMessage[] = [];
  const carried = new CarriedPorts((message) => overThePipe.push(message));
  const { port1, port2 } = new MessageChannelMain();
  port1.postMessage('before');
  const [id = -1] = carried.take([port2]);
  carried.open([id]);
  port1.postMessage('after');
  expect(overThePipe).toEqual([
    { kind: 'port', id, data: 'before' },
    { kind: 'port', id, data: 'after' },
  ]);
  expect(() => port2.postMessage('x')).toThrow('transferred');

  const heard: unknown[] = [];
  port1.on('message', ({ data }: { data: unknown }) => heard.push(data));
  port1.start();
  carried.receive({ kind: 'port', id, data: 'back' });
  await turn();
  expect(heard).toEqual(['back']);
  carried.receive({ kind: 'port-closed', id });
  expect(overThePipe.at(-1)).toEqual({ kind: 'port-closed', id });
});
