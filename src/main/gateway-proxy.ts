/** Passes a request of the console on to the gateway, with the key that the page itself never sees. */
import { responseHeaders } from './response-headers';

const proxiedPaths = ['/health', '/live', '/ready', '/metrics'];

export interface Gateway {
  /** E.g. `http://127.0.0.1:4870`. */
  url: string;
  key: string;
}

export function isGatewayPath(pathname: string): boolean {
  return pathname.startsWith('/api/') || proxiedPaths.includes(pathname);
}

/** Only these headers of the page mean something to the gateway; Origin and cookies of `app:` do not. */
const passedOn = ['accept', 'content-type', 'content-length', 'range', 'if-none-match', 'idempotency-key'];
const answered = [
  'content-type',
  'content-disposition',
  'content-range',
  'accept-ranges',
  'etag',
  'cache-control',
];

/** @returns the gateway's answer, or 503 with `{ code, message }` when it does not answer */
export async function forward(request: Request, gateway: Gateway | null): Promise<Response> {
  if (!gateway) return notReady('Flightline is still starting.');
  const { pathname, search } = new URL(request.url);
  const headers = pick(request.headers, passedOn);
  headers.set('authorization', `Bearer ${gateway.key}`);
  const body = request.body;
  try {
    const answer = await fetch(new URL(pathname + search, gateway.url), {
      method: request.method,
      headers,
      body,
      redirect: 'manual',
      signal: request.signal,
      ...(body ? { duplex: 'half' as const } : {}),
    });
    return new Response(answer.body, {
      status: answer.status,
      headers: responseHeaders(pick(answer.headers, answered)),
    });
  } catch (error) {
    if (request.signal.aborted) throw error;
    return notReady('The gateway does not answer; it is being restarted.');
  }
}

function notReady(message: string): Response {
  const headers = responseHeaders(new Headers({ 'content-type': 'application/json', 'retry-after': '1' }));
  return new Response(JSON.stringify({ code: 'NOT_READY', message }), { status: 503, headers });
}

function pick(from: Headers, names: readonly string[]): Headers {
  const headers = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
