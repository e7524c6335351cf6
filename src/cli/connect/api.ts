/** The console's API from the command line: tRPC over a WebSocket that shows the instance's key. */
import { type TRPCClient, TRPCClientError, createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { WebSocket } from 'ws';
import { FlightlineError, isErrorCode } from '#contract/errors';
import type { Router } from '#contract/router';

export type Api = TRPCClient<Router>;

export interface ApiConnection {
  api: Api;
  /** GET of a path of the console's server. @throws FlightlineError with the server's own reason */
  get(path: string): Promise<Response>;
  /** POST likewise. */
  post(path: string, body: FormData): Promise<Response>;
  close(): Promise<void>;
}

const longestPauseMs = 2000;
const uploadLimitMs = 10 * 60_000;
const viewLimitMs = 70_000; // the gateway itself gives up after 65 s

export function connect(url: string, key: string): ApiConnection {
  const headers = { authorization: `Bearer ${key}`, 'x-flightline-client': 'cli' };
  // tRPC's client makes its sockets itself and cannot give headers.
  class KeyedSocket extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers, perMessageDeflate: false });
      this.on('error', () => undefined); // the client hears of it, too, and connects again
    }
  }
  const client = createWSClient({
    url: `${url.replace(/^http/, 'ws')}/trpc`,
    WebSocket: KeyedSocket as unknown as typeof globalThis.WebSocket,
    retryDelayMs: (attempt) => Math.min(100 * 2 ** attempt, longestPauseMs),
    keepAlive: { enabled: true, intervalMs: 10_000, pongTimeoutMs: 10_000 },
  });
  async function ask(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(url + path, { ...init, headers });
    if (response.ok) return response;
    throw problemOf(
      await response.json().catch(() => null),
      `The server answered ${response.status} for ${path}.`,
    );
  }
  return {
    api: createTRPCClient<Router>({ links: [wsLink({ client })] }),
    get: (path) => ask(path, { signal: AbortSignal.timeout(viewLimitMs) }),
    post: (path, body) => ask(path, { method: 'POST', body, signal: AbortSignal.timeout(uploadLimitMs) }),
    close: () => client.close(),
  };
}

function problemOf(body: unknown, otherwise: string): Error {
  const { code, message } = (body ?? {}) as { code?: unknown; message?: unknown };
  const text = typeof message === 'string' ? message : otherwise;
  return typeof code === 'string' && isErrorCode(code) ? new FlightlineError(code, text) : new Error(text);
}

/** What the server refused comes back as the error it was; anything else as it is. */
export function serverError(error: unknown): unknown {
  if (!(error instanceof TRPCClientError)) return error;
  const data = error.data as { flightline?: { code?: unknown } | null } | undefined;
  const code = data?.flightline?.code;
  return typeof code === 'string' && isErrorCode(code)
    ? new FlightlineError(code, error.message, { cause: error })
    : error;
}

/** Whether asking again can help: the connection broke, or a part of the instance was away for a moment. */
export function isPassing(error: unknown): boolean {
  if (error instanceof FlightlineError) return error.code === 'NOT_READY' || error.code === 'CONNECTION_LOST';
  if (!(error instanceof TRPCClientError))
    return error instanceof TypeError && error.message === 'fetch failed';
  const data = error.data as { code?: unknown } | null | undefined;
  return data === undefined || data === null || data.code === 'INTERNAL_SERVER_ERROR';
}
