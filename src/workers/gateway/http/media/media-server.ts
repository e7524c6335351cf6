/** The HTTP surface of the original file allocator on its own port: health, metrics, docs, ingest, search, assets, clusters. */
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { FlightlineError } from '#contract/errors';
import type { Services } from '#contract/services';
import { mostBytes } from '../../intake/route-file';
import type { MediaLibrary } from '../../services/media-service';
import type { GatewayParts } from '../../parts';
import type { Access } from '../access';
import { addDlqRoutes } from '../dlq-routes';
import { addHealthRoutes } from '../health-routes';
import { problemHandler } from '../problem';
import { addAssetFiles } from './asset-files';
import { docsPage } from './docs-page';
import { addLibraryRoutes } from './library-routes';
import { guardReadOnly } from '../read-only-guard';
import { guard, needsKeyToChange } from './media-access';
import { mediaEngine } from './media-port';
import { addMediaIngest } from './media-ingest';
import { methodsOf, openApi } from './openapi';

/** They are posted, and change nothing. */
const searches = new Set(['/api/v1/search', '/api/v1/search/picture']);

export interface MediaServerParts {
  parts: GatewayParts;
  services: Services;
  library: Pick<MediaLibrary, 'service' | 'pictures'>;
  access: Access;
}

export async function buildMediaServer(given: MediaServerParts): Promise<FastifyInstance> {
  const { parts, services, library, access } = given;
  const server = fastify({ logger: false, trustProxy: false, bodyLimit: 1024 * 1024 });
  server.setErrorHandler(problemHandler(parts.log));
  server.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const address = `${request.method} ${path}`;
    const allowed = methodsOf(path);
    if (allowed.length > 0) {
      void reply.header('allow', allowed.join(', '));
      throw new FlightlineError('METHOD_NOT_ALLOWED', `${path} takes ${allowed.join(' and ')} only.`);
    }
    throw new FlightlineError('NOT_FOUND', `There is no ${address}; /api/docs lists what there is.`);
  });
  parts.traffic.watch(server, mediaEngine);
  const engines = parts.engines.filter(({ name }) => name === mediaEngine);
  await server.register(multipart, {
    limits: { fileSize: mostBytes(engines) + 1, files: 1000, parts: 1100 },
    throwFileSizeLimit: false,
    preservePath: true,
  });
  const check = guard(parts.init.settings, access);
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-content-type-options', 'nosniff');
    return check(request, reply);
  });
  guardReadOnly(server, parts.readOnly, { onlyAsks: (path) => searches.has(path), detail: false });
  addHealthRoutes(server, parts, services);
  server.get('/api/openapi.json', () => openApi());
  server.get('/api/docs', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(docsPage(openApi())),
  );
  addMediaIngest(server, parts);
  addLibraryRoutes(server, library);
  addAssetFiles(server, parts);
  await server.register((admin, _options, done) => {
    admin.addHook('onRequest', needsKeyToChange(parts.init.settings, access));
    addDlqRoutes(admin, { service: services.deadLetters, engine: mediaEngine, actor: () => mediaEngine });
    done();
  });
  return server;
}
