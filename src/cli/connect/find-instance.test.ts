import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findInstance, reachable } from './find-instance';
import { identify, isAlive } from '../../stack/process-identity';

const nobody = 2 ** 22 + 1; // above pid_max of every Linux
let dataDir: string;
const server = createServer((request, response) =>
  response.writeHead(request.url === '/live' ? 200 : 404).end(),
);

function write(content: unknown): void {
  writeFileSync(
    path.join(dataDir, 'run', 'instance.json'),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'flightline-find-'));
  mkdirSync(path.join(dataDir, 'run'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  rmSync(dataDir, { recursive: true });
  await new Promise((resolve) => server.close(resolve));
});

const facts = () => ({
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  key: 'k',
  pid: process.pid,
  shell: 'headless',
});

describe('findInstance', () => {
  it('finds one that answers', async () => {
    write(facts());
    expect(await findInstance(dataDir)).toEqual(facts());
  });

  it('takes a dead process, a silent one and a broken file for none', async () => {
    expect(await findInstance(path.join(dataDir, 'nowhere'))).toBeNull();
    write({ ...facts(), pid: nobody });
    expect(await findInstance(dataDir)).toBeNull();
    write({ ...facts(), url: 'http://127.0.0.1:1' });
    expect(await findInstance(dataDir)).toBeNull();
    write('{"url":');
    expect(await findInstance(dataDir)).toBeNull();
  });
});

it('tells a living process from none', () => {
  expect([
    isAlive({ pid: process.pid, startTicks: null }),
    isAlive({ pid: nobody, startTicks: null }),
  ]).toEqual([true, false]);
});

it('tells a process from a later one of the same number', () => {
  const me = identify(process.pid);
  expect(isAlive(me)).toBe(true);
  expect(isAlive({ ...me, startTicks: null })).toBe(true);
  expect(isAlive({ pid: nobody, startTicks: null })).toBe(false);
  if (me.startTicks !== null) expect(isAlive({ ...me, startTicks: '1' })).toBe(false);
});

it('reaches one that listens everywhere on this machine', () => {
  expect(reachable('http://0.0.0.0:4870')).toBe('http://127.0.0.1:4870');
  expect(reachable('http://station.lan:4870')).toBe('http://station.lan:4870');
});
