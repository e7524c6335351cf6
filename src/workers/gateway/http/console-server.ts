/** The console's server: the page, tRPC over WebSocket, files, health, metrics. */
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import staticFiles from '@fastify/static';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { contentSecurityPolicy } from '#contract/csp';
import type { Services } from '#contract/services';
import { mostBytes } from '../intake/route-file';
import type { GatewayParts } from '../parts';
import { createSocketHandler } from '../trpc/socket-handler';
import { type Access, isOurHost, isOurOrigin } from './access';
import { addDlqBundleRoutes, addDlqRoutes } from './dlq-routes';
import { addAuditExport } from './audit-export';
import { addEngineRoutes } from './engine-routes';
import { addHealthRoutes } from './health-routes';
import { addIngestRoute } from './ingest-route';
import { addJobFileRoutes } from './job-files';
import { addAssetFiles } from './media/asset-files';
import { addLibraryRoutes } from './media/library-routes';
import type { MediaServerParts } from './media/media-server';
import { addLogRoutes } from './log-routes';
import { guardReadOnly } from './read-only-guard';
import { problemHandler } from './problem';

declare module 'fastify' {
  interface FastifyRequest {
    actor: string | null;
  }
}

const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Programs name themselves for the audit log; a browser cannot. */
function programName(request: FastifyRequest): string {
  const name = request.headers['x-flightline-client'];
  return typeof name === 'string' && /^[\w-]{1,40}$/.test(name) ? name : 'program';
}

function needsActor(url: string): boolean {
  return url.startsWith('/api/') || url.startsWith('/trpc');
}

export async function buildConsoleServer(
  parts: GatewayParts,
  { services, library }: { services: Services; library: MediaServerParts['library'] },
  access: Access,
): Promise<FastifyInstance> {
  const server = fastify({ logger: false, trustProxy: false, bodyLimit: 1024 * 1024 });
  server.setErrorHandler(problemHandler(parts.log));
  parts.traffic.watch(server, 'console');
  await server.register(cookie);
  await server.register(multipart, {
    limits: { fileSize: mostBytes(parts.engines) + 1, files: 1000, parts: 1100 },
    throwFileSizeLimit: false,
    preservePath: true,
  });
  await server.register(websocket, { options: { maxPayload: 16 * 1024 * 1024 } });
  server.decorateRequest('actor', null);

  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(securityHeaders);
    const { host, origin, authorization } = request.headers;
    if (!isOurHost(host, parts.init.settings.host))
      return refuse(reply, 403, 'FORBIDDEN', 'This host name is not allowed.');
    const isUpgrade = request.headers.upgrade !== undefined;
    if ((request.method !== 'GET' || isUpgrade) && !isOurOrigin(origin, host))
      return refuse(reply, 403, 'FORBIDDEN', 'This origin is not allowed.');
    const known = access.actorOf(authorization);
    if (known === 'program') request.actor = programName(request);
    else if (known === 'password' || access.isSession(request.cookies[access.cookieName], Date.now()))
      request.actor = 'console';
    if (request.actor !== null || !needsActor(request.url)) return;
    if (parts.init.settings.password) void reply.header('www-authenticate', 'Basic realm="Flightline"');
    return refuse(reply, 401, 'UNAUTHORIZED', 'This browser is not signed in.');
  });

  guardReadOnly(server, parts.readOnly, {
    onlyAsks: (path) => /^\/api\/v1\/engines\/[^/]+\/queries\//.test(path),
    detail: false,
  });
  addHealthRoutes(server, parts, services);
  addIngestRoute(server, parts);
  addJobFileRoutes(server, parts);
  addEngineRoutes(server, services);
  addAuditExport(server, parts);
  addLibraryRoutes(server, library);
  addAssetFiles(server, parts);
  addDlqBundleRoutes(server, services.deadLetters, parts);
  addDlqRoutes(server, {
    service: services.deadLetters,
    actor: (request) => request.actor ?? 'program',
  });
  addLogRoutes(server, services);
  server.get('/api/v1/session', (request) => ({ actor: request.actor }));
  const connect = createSocketHandler(services);
  server.get('/trpc', { websocket: true }, (socket, request) =>
    connect(socket, request.raw, request.actor ?? 'console'),
  );

  await server.register(staticFiles, {
    root: parts.init.rendererDir,
    wildcard: false,
    index: false,
    setHeaders: cacheHeaders,
  });
  server.get('/', (request, reply) => enter(request, reply));
  server.setNotFoundHandler((request, reply) =>
    request.method === 'GET' && !needsActor(request.url)
      ? reply.header('cache-control', 'no-cache').sendFile('index.html')
      : refuse(reply, 404, 'NOT_FOUND', 'There is nothing at this address.'),
  );

  /** The page itself; with the token of the printed link the browser is let in and the token leaves the address. */
  function enter(request: FastifyRequest, reply: FastifyReply) {
    const { token } = request.query as { token?: string };
    if (typeof token !== 'string') return reply.header('cache-control', 'no-cache').sendFile('index.html');
    const session = access.redeem(token, Date.now());
    if (session)
      void reply.setCookie(access.cookieName, session, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        maxAge: access.cookieMaxAgeS,
      });
    return reply.redirect('/', 303);
  }
  return server;
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  const action =
    status === 401 ? 'Open the console with the link that the start printed.' : 'Check the address.';
  return reply.code(status).send({ code, message, action });
}

/** Built files have a hash in their name and never change. */
function cacheHeaders(reply: FastifyReply, file: string): void {
  void reply.header(
    'cache-control',
    /[\\/]assets[\\/]/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
}
