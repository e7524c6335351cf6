import { createServer, type IncomingMessage, type Server } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { contentSecurityPolicy } from '#contract/csp';

vi.mock('electron', () => ({ protocol: {} }));
const { answer } = await import('./protocol');

let root: string;
let server: Server;
let gatewayUrl: string;
let seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string } | null = null;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'flightline-protocol-'));
  mkdirSync(join(root, 'renderer/assets'), { recursive: true });
  writeFileSync(join(root, 'renderer/index.html'), '<title>console</title>');
  writeFileSync(join(root, 'renderer/assets/a-1.js'), 'export {}');
  writeFileSync(join(root, 'secret'), 'secret');
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      response.writeHead(201, {
        'content-type': 'text/csv',
        'set-cookie': 'a=b',
        'content-security-policy': 'none',
      });
      response.end('a,b');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  gatewayUrl = `http://127.0.0.1:${String(address.port)}`;
});

afterAll(() => {
  server.close();
  rmSync(root, { recursive: true, force: true });
});

function ask(
  path: string,
  init?: RequestInit,
  gateway: { url: string; key: string } | null = { url: gatewayUrl, key: 'k' },
) {
  const request = new Request(path.includes('://') ? path : `app://console${path}`, init);
  return answer(request, { rendererDir: join(root, 'renderer'), gateway: () => gateway });
}

describe('files of the console', () => {
  it('serves a file with its type and the policy', async () => {
    const response = await ask('/assets/a-1.js');
    expect(await response.text()).toBe('export {}');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['/', '/runs/1', '/..%2fsecret', '/%2e%2e%2fsecret'])(
    'answers %s with the console',
    async (path) => {
      expect(await (await ask(path)).text()).toBe('<title>console</title>');
    },
  );

  it('does not answer a missing script with a page', async () => {
    expect((await ask('/assets/gone.js')).status).toBe(404);
  });

  it('serves no other host, and no page of another origin', async () => {
    expect((await ask('app://other/')).status).toBe(403);
    const foreign = Object.assign(new Request('app://console/'), { initiatorOrigin: 'https://example.org' });
    expect((await answer(foreign, { rendererDir: root, gateway: () => null })).status).toBe(403);
  });

  it('takes no POST for a page', async () => {
    expect((await ask('/runs', { method: 'POST' })).status).toBe(405);
  });

  it('shows the holding page, whatever it is asked', async () => {
    expect(await (await ask('/~hold?reason=draining')).text()).toContain('Finishing running jobs');
    const text = await (await ask('/~hold?reason=<script>alert(1)</script>')).text();
    expect(text).toContain('Starting Flightline');
    expect(text).not.toContain('alert');
  });
});

describe('the gateway behind it', () => {
  it('gets the request with the key, without what the page adds', async () => {
    const response = await ask('/api/v1/ingest?lane=batch', {
      method: 'POST',
      body: 'hello',
      headers: { authorization: 'Bearer forged', 'x-other': '1', 'content-type': 'text/plain' },
    });
    expect(seen).toMatchObject({ method: 'POST', url: '/api/v1/ingest?lane=batch', body: 'hello' });
    expect(seen?.headers).toMatchObject({ authorization: 'Bearer k', 'content-type': 'text/plain' });
    expect(seen?.headers).not.toHaveProperty('x-other');
    expect(response.status).toBe(201);
    expect(await response.text()).toBe('a,b');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  });

  it('is reported as not ready before it is there and while it is gone', async () => {
    expect((await ask('/health', undefined, null)).status).toBe(503);
    const gone = await ask('/api/v1/x', undefined, { url: 'http://127.0.0.1:1', key: 'k' });
    expect(gone.status).toBe(503);
    expect(await gone.json()).toMatchObject({ code: 'NOT_READY' });
  });
});
