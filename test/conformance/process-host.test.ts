/** One suite for both process hosts: Node children, and Electron's utility processes as the stand-in has them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FromChild } from '#contract/process';
import type { ChildExit, ChildHandle, ProcessHost } from '../../src/supervisor/host';
import { nodeHost } from '../../src/supervisor/node-host';
import { MessageChannelMain } from '../standin/message-ports';
import { utilityProcess } from '../standin/utility-process';

vi.mock('electron', () => ({ utilityProcess }));
const { electronHost } = await import('../../src/main/electron-host');

let folder: string;
let entry: string;
const running = new Set<ChildHandle>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flightline-host-'));
  entry = join(folder, 'host-child.mjs');
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('./fixtures/host-child.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
    ssr: { noExternal: true },
  });
});

afterEach(() => {
  for (const child of running) child.kill();
  running.clear();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A started child, with everything it said. */
function start(host: ProcessHost, options: { entry?: string; env?: Record<string, string> } = {}) {
  const child = host.fork({ name: 'test-child', entry: options.entry ?? entry, env: options.env ?? {} });
  running.add(child);
  const messages: FromChild[] = [];
  const lines: string[] = [];
  const exits: ChildExit[] = [];
  child.onMessage((message) => messages.push(message));
  child.onOutput((line, stream) => lines.push(`${stream}: ${line}`));
  child.onExit((exit) => exits.push(exit));
  const ask = (topic: string, body: unknown = null) =>
    child.send({ type: 'relay', from: 'test', topic, body });
  const heard = (topic: string) =>
    vi.waitFor(() => {
      const found = messages.find((message) => message.type === 'relay' && message.topic === topic);
      if (found?.type !== 'relay') throw new Error(`nothing about ${topic}; it wrote ${lines.join(' | ')}`);
      return found.body;
    }, 10_000);
  const ready = () => vi.waitFor(() => expect(messages[0]).toMatchObject({ type: 'ready' }), 10_000);
  const ended = () =>
    vi.waitFor(() => {
      const exit = exits[0];
      if (!exit) throw new Error('it has not ended');
      return exit;
    }, 10_000);
  return { child, messages, lines, exits, ask, heard, ready, ended };
}

describe.each([
  ['Node children', nodeHost],
  ['utility processes of the stand-in', electronHost],
])('%s', (_name, host) => {
  it('says that it is ready, from the process whose id the handle has', async () => {
    const { child, messages, ready } = start(host);
    await ready();
    expect(messages[0]).toEqual({ type: 'ready', facts: { pid: child.pid } });
  });

  it('gets what was sent before it was up, in order', async () => {
    const { ask, messages, heard } = start(host);
    ask('echo', 1);
    ask('echo', { text: 'ü', list: [1, null, 'x'] });
    ask('environment');
    await heard('environment');
    const bodies = messages.flatMap((message) =>
      message.type === 'relay' && message.topic === 'echo' ? [message.body] : [],
    );
    expect(bodies).toEqual([1, { text: 'ü', list: [1, null, 'x'] }]);
  });

  it('has the environment it was given, and nothing of ours', async () => {
    const { ask, heard } = start(host, { env: { GIVEN: 'yes' } });
    ask('environment');
    const environment = await heard('environment');
    expect(environment).toMatchObject({ GIVEN: 'yes' });
    expect(environment).not.toHaveProperty('PATH');
  });

  it('is heard line by line', async () => {
    const { ask, lines } = start(host);
    ask('print');
    await vi.waitFor(() => expect(lines.toSorted()).toEqual(['err: three', 'out: one', 'out: two']), 10_000);
  });

  it.each([0, 7])('tells once that it ended with code %i', async (code) => {
    const { child, exits, ask, ended } = start(host);
    ask('exit', code);
    expect(await ended()).toMatchObject({ code });
    ask('echo', 'to nobody');
    child.kill();
    expect(exits).toHaveLength(1);
  });

  it('ends with a code that is not 0 when it throws', async () => {
    const { ask, ended } = start(host);
    ask('throw');
    expect((await ended()).code).not.toBe(0);
  });

  it('is killed though it hangs and does not hear SIGTERM', async () => {
    const { child, ask, heard, ended } = start(host);
    ask('hang');
    await heard('hanging');
    child.kill();
    await ended();
  });

  it('is killed before it is up', async () => {
    const { child, ended } = start(host);
    child.kill();
    await ended();
  });

  it('ends at once when its entry is not there', async () => {
    const { ended } = start(host, { entry: join(folder, 'missing.mjs') });
    expect((await ended()).code).not.toBe(0);
  });
});

describe('a port handed to a utility process', () => {
  it('carries messages both ways and closes at both ends', async () => {
    const { child, ready, heard, ended } = start(electronHost);
    await ready();
    const { port1, port2 } = new MessageChannelMain();
    const got: unknown[] = [];
    port2.on('message', ({ data }: { data: unknown }) => got.push(data));
    port2.start();
    port2.postMessage('sent before it was handed over');
    child.send({ type: 'port' }, [port1]);
    port2.postMessage('b');
    await vi.waitFor(() => expect(got).toEqual(['echo sent before it was handed over', 'echo b']), 10_000);
    port2.close();
    await heard('port-closed');
    child.kill();
    await ended();
  });

  it('closes when the process dies', async () => {
    const { child, ready } = start(electronHost);
    await ready();
    const { port1, port2 } = new MessageChannelMain();
    const closed = vi.fn();
    port2.on('close', closed);
    port2.start();
    child.send({ type: 'port' }, [port1]);
    child.kill();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce(), 10_000);
  });
});
