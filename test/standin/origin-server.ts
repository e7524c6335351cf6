/**
 * Chromium alone cannot be taught a scheme, so `app://host/…` is `http://host.localhost:PORT/…` in the page: a loopback
 * server asks the handler that main gave to `protocol.handle`. Both are secure contexts, and `'self'` means the same.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

let port = 0;
let scheme = '';

/** `app://console/x` → the address the page has; anything else stays. */
export function toPageUrl(url: string): string {
  const parts = /^([a-z]+):\/\/([^/?#]+)(.*)$/.exec(url);
  return parts?.[1] === scheme && scheme
    ? `http://${parts[2]}.localhost:${String(port)}${parts[3] || '/'}`
    : url;
}

/** The reverse. */
export function fromPageUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, hostname, port: pagePort, pathname, search, hash } = new URL(url);
  const isOurs = protocol === 'http:' && pagePort === String(port) && hostname.endsWith('.localhost');
  return isOurs ? `${scheme}://${hostname.slice(0, -'.localhost'.length)}${pathname}${search}${hash}` : url;
}

/** Serves a scheme of main until the process ends. */
export async function serveScheme(name: string, handler: SchemeHandler): Promise<void> {
  scheme = name;
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, handler).catch((error: unknown) => {
      process.stderr.write(`stand-in: ${String(incoming.url)}: ${String(error)}\n`);
      outgoing.destroy();
    });
  });
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = address && typeof address === 'object' ? address.port : 0;
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handler: SchemeHandler,
): Promise<void> {
  const aborter = new AbortController();
  outgoing.once('close', () => aborter.abort());
  const url = fromPageUrl(`http://${incoming.headers.host ?? ''}${incoming.url ?? '/'}`);
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  const request = new Request(url, {
    method: incoming.method ?? 'GET',
    headers: plainHeaders(incoming),
    signal: aborter.signal,
    ...(hasBody ? { body: Readable.toWeb(incoming) as unknown as BodyInit, duplex: 'half' } : {}),
  });
  const initiatorOrigin = initiatorOf(incoming);
  const response = await handler(
    initiatorOrigin === undefined ? request : Object.assign(request, { initiatorOrigin }),
  );
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) outgoing.end();
  // A page that leaves cuts the answer short.
  else await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing).catch(() => undefined);
}

/** Electron's own addition to a request; absent for navigations that the browser started. */
function initiatorOf(incoming: IncomingMessage): string | undefined {
  const site = incoming.headers['sec-fetch-site'];
  if (site === 'same-origin') return fromPageUrl(`http://${incoming.headers.host ?? ''}/`).replace(/\/$/, '');
  return site === 'none' || site === undefined ? undefined : (incoming.headers.origin ?? 'null');
}

function plainHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (name !== 'host' && name !== 'connection' && typeof value === 'string') headers.set(name, value);
  }
  return headers;
}
