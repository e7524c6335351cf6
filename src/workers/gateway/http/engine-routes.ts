/** Queries and acts of engines over HTTP: `/api/v1/engines/{engine}/queries|acts/{name}`. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Services } from '#contract/services';

const Params = z.object({ engine: z.string(), name: z.string() });
const Key = z.uuid();
/** Imported lists of places are the largest. */
const bodyLimit = 32 * 1024 * 1024;

export function addEngineRoutes(server: FastifyInstance, services: Services): void {
  server.post('/api/v1/engines/:engine/queries/:name', { bodyLimit }, async (request) => ({
    answer: await services.engines.query({ ...Params.parse(request.params), input: request.body ?? {} }),
  }));

  server.post('/api/v1/engines/:engine/acts/:name', { bodyLimit }, async (request) => {
    const given = Key.safeParse(request.headers['idempotency-key']);
    const act = { actor: request.actor ?? 'program', key: given.success ? given.data : randomUUID() };
    const question = { ...Params.parse(request.params), input: request.body ?? {} };
    return { answer: await services.engines.act(question, act) };
  });
}
