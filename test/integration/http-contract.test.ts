/** The HTTP contract of the original xcmetrics service, and the console's own address. */
import { createServer } from 'node:http';
import { readFileSync, readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { makeFlight } from '../fixtures/make-flight';
import { type TestInstance, removeDataDir, startInstance } from '../helpers/instance';

let instance: TestInstance;
let service: string;

beforeAll(async () => {
  instance = await startInstance();
  const [xcmetrics] = await instance.api.system.engines.query();
  service = `http://127.0.0.1:${xcmetrics?.http?.port}`;
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
});

function post(
  fileName: string,
  content: string | Uint8Array<ArrayBuffer>,
  field = 'file',
  headers: Record<string, string> = {},
) {
  const form = new FormData();
  form.append(field, new Blob([content]), fileName);
  return fetch(`${service}/`, { method: 'POST', body: form, headers });
}

describe('xcmetrics on its own port', () => {
  it('says who it is', async () => {
    expect(await (await fetch(`${service}/`)).json()).toEqual({ message: 'xcmetrics' });
  });

  it('answers a flight with the shape its clients know, whatever the case of the suffix', async () => {
    const { bytes } = makeFlight({ fixes: 600, thermals: 2, seed: 11 });
    const response = await post('FLIGHT.IGC', new Uint8Array(bytes));
    expect(response.status).toBe(200);
    const body = (await response.json()) as Record<string, unknown>;
    expect(Object.keys(body).sort()).toEqual(['glides', 'info', 'thermals', 'track_points']);
    expect(body.thermals).toMatchObject({ type: 'FeatureCollection' });
    expect((body.track_points as unknown[]).length).toBeGreaterThan(100);
  });

  it('answers a repeated flight from its result', async () => {
    const { bytes } = makeFlight({ fixes: 400, seed: 12 });
    const first = await (await post('a.igc', new Uint8Array(bytes))).text();
    expect(await (await post('b.igc', new Uint8Array(bytes))).text()).toBe(first);
  });

  it.each([
    ['a wrong suffix', 'flight.txt', makeFlight({ fixes: 50 }).text, 400],
    ['an empty file', 'empty.igc', '', 400],
    [
      'a PNG that is named .igc',
      'image.igc',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
      400,
    ],
    ['a file without fixes', 'nothing.igc', 'AXXX123\r\nHFDTE010124\r\n', 400],
  ])('refuses %s with a detail', async (_name, fileName, content, status) => {
    const response = await post(fileName, content);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ detail: expect.stringMatching(/\w+ \w+/) });
  });

  it('wants the field to be named file, like the original', async () => {
    const response = await post('a.igc', 'x', 'upload');
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      detail: [{ loc: ['body', 'file'], msg: 'Field required' }],
    });
  });

  it('is not for foreign pages', async () => {
    expect((await post('a.igc', 'x', 'file', { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('answers each of the real flights', async () => {
    const dir = 'node_modules/igc-xc-score/test';
    const files = readdirSync(dir).filter((name) => name.endsWith('.igc'));
    expect(files).toHaveLength(33);
    for (const name of files) {
      const response = await post(name, new Uint8Array(readFileSync(path.join(dir, name))));
      expect([200, 400], name).toContain(response.status);
      await response.arrayBuffer();
    }
  });
});

describe('the console', () => {
  it('lets a browser in by the link, once', async () => {
    const entered = await fetch(instance.link, { redirect: 'manual' });
    expect(entered.status).toBe(303);
    const cookie = entered.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/i);
    const session = cookie.split(';')[0] ?? '';
    expect(
      (await fetch(`${instance.url}/api/v1/jobs/x/input`, { headers: { cookie: session } })).status,
    ).toBe(404);
    expect((await fetch(instance.link, { redirect: 'manual' })).headers.get('set-cookie')).toBeNull();
  });

  it.each([
    ['/live', 200],
    ['/ready', 200],
    ['/health', 200],
    ['/metrics', 200],
    ['/', 200],
    ['/runs/abc', 200],
    ['/api/v1/jobs/x/input', 401],
    ['/trpc', 401],
    ['/../../package.json', 200], // the console's own page, not the file
  ])('%s without a session: %s', async (address, status) => {
    const response = await fetch(`${instance.url}${address}`);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    if (address.includes('package.json')) expect(await response.text()).toContain('<!doctype html>');
  });

  it('refuses foreign host names and foreign origins', async () => {
    const port = new URL(instance.url).port;
    const status = await new Promise((resolve) => {
      const socket = new WebSocket(`${instance.url.replace('http', 'ws')}/trpc`, {
        headers: { authorization: `Bearer ${instance.key}`, origin: 'https://evil.example' },
      });
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.on('error', () => undefined);
    });
    expect(status).toBe(403);
    const { request } = await import('node:http');
    const hostStatus = await new Promise((resolve) => {
      request({ host: '127.0.0.1', port, path: '/health', headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(hostStatus).toBe(403);
  });
});

describe('a busy port', () => {
  it('is stepped over, and the console says where the service is', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as AddressInfo;
    const other = await startInstance({
      env: { FLIGHTLINE_SERVICE_PORTS: JSON.stringify({ xcmetrics: port }) },
    });
    try {
      const [xcmetrics] = await other.api.system.engines.query();
      expect(xcmetrics?.http).toEqual({ wantedPort: port, port: port + 100 });
    } finally {
      await other.stop();
      removeDataDir(other.dataDir);
      await new Promise((resolve) => blocker.close(resolve));
    }
  });
});
