/** Who may come in on the port of the older service: its key, its list of origins. Pure but for the answer it writes. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '#contract/settings';
import { type Access, isOurHost, isOurOrigin } from '../access';

type AccessSettings = Pick<Settings, 'host' | 'password' | 'apiKey' | 'allowedOrigins'>;

const allowedMethods = 'GET, POST, OPTIONS';
const allowedHeaders = 'content-type, x-api-key, authorization, idempotency-key';

export function originsOf({ allowedOrigins }: Pick<Settings, 'allowedOrigins'>): Set<string> {
  return new Set(
    (allowedOrigins ?? '')
      .split(',')
      .map((origin) => origin.trim().replace(/\/$/, ''))
      .filter((origin) => origin !== ''),
  );
}

function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Whether the request shows the key of the settings, or what the instance's own programs show. */
export function isKnown(
  settings: Pick<AccessSettings, 'apiKey'>,
  access: Pick<Access, 'actorOf'>,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): boolean {
  const key = headers['x-api-key'];
  if (typeof key === 'string' && settings.apiKey && same(key, settings.apiKey)) return true;
  const authorization = typeof key === 'string' ? `Bearer ${key}` : headers.authorization;
  return access.actorOf(typeof authorization === 'string' ? authorization : undefined) !== null;
}

/** Answers what may not pass; @returns the answer, or undefined to go on */
export function guard(settings: AccessSettings, access: Access) {
  const origins = originsOf(settings);
  const isListed = (origin: string | undefined): origin is string =>
    origin !== undefined && (origins.has(origin) || origins.has('*'));

  return (request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined => {
    const { host, origin } = request.headers;
    if (!isOurHost(host, settings.host))
      return refuse(reply, 403, 'FORBIDDEN', 'This host name is not allowed.');
    if (isListed(origin))
      void reply
        .header('access-control-allow-origin', origin)
        .header('vary', 'origin')
        .header('access-control-expose-headers', 'retry-after');
    if (request.method === 'OPTIONS' && isListed(origin))
      return reply
        .code(204)
        .header('access-control-allow-methods', allowedMethods)
        .header('access-control-allow-headers', allowedHeaders)
        .header('access-control-max-age', '600')
        .send();
    // A page of somebody else's could else make this browser upload, or read what the operator keeps.
    if (!isListed(origin) && !isOurOrigin(origin, host))
      return refuse(reply, 403, 'FORBIDDEN', 'This origin is not in the list of allowed origins.');
    const isOpen = !request.url.startsWith('/api/v1/');
    const needsKey = settings.apiKey !== undefined || settings.password !== undefined;
    if (isOpen || !needsKey || isKnown(settings, access, request.headers)) return undefined;
    return refuse(reply, 401, 'UNAUTHORIZED', 'The header X-API-Key is missing, or its key is wrong.');
  };
}

/** Triage needs a key also where the rest of the port is open, as on the ports of the other older services. */
export function needsKeyToChange(settings: AccessSettings, access: Access) {
  const missing =
    settings.apiKey === undefined
      ? 'Acts on dead letters need a key, and the settings have none: set apiKey (API_KEY) first.'
      : 'The header X-API-Key is missing, or its key is wrong.';
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> =>
    request.method === 'GET' || isKnown(settings, access, request.headers)
      ? undefined
      : refuse(reply, 401, 'UNAUTHORIZED', missing);
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  const action =
    status === 401 ? 'Send X-API-Key with the key of the settings.' : 'Check address and origin.';
  return reply.code(status).send({ code, message, action });
}
