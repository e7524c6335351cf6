/** Routes of an original service that a query of its engine answers, with the original's error bodies. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Engine, HttpContract } from '#contract/engine';
import { FlightlineError, errorCatalogue, messageOf } from '#contract/errors';
import type { Services } from '#contract/services';
import { UnfitInput } from '../services/engine-service';

/** FastAPI's list of what does not fit. */
function fastApiDetail(issues: readonly z.core.$ZodIssue[], where: 'query' | 'body', input: unknown) {
  return issues.map((issue) => {
    const given = issue.path.reduce<unknown>(
      (value, key) => (value === null || typeof value !== 'object' ? undefined : Reflect.get(value, key)),
      input,
    );
    const isMissing = given === undefined;
    return {
      type: isMissing ? 'missing' : issue.code,
      loc: [where, ...issue.path],
      msg: isMissing ? 'Field required' : issue.message,
      input: given ?? null,
    };
  });
}

/** The originals know 400 for what is wrong with the input and 500 for everything else. */
export function sendFailure(reply: FastifyReply, error: unknown): FastifyReply {
  const status = error instanceof FlightlineError ? errorCatalogue[error.code].status : 500;
  return reply.code(status >= 400 && status < 500 ? 400 : 500).send({ detail: messageOf(error) });
}

export function addQueryRoutes(
  server: FastifyInstance,
  services: Services,
  { engine, contract }: { engine: Engine; contract: HttpContract },
): void {
  for (const { method, path, query } of contract.routes ?? []) {
    const where = method === 'GET' ? 'query' : 'body';
    server.route({
      method,
      url: path,
      async handler(request, reply) {
        const input = request[where] ?? {};
        const gone = new AbortController();
        reply.raw.on('close', () => gone.abort());
        try {
          return await reply.send(
            await services.engines.query({ engine: engine.name, name: query, input }, gone.signal),
          );
        } catch (error) {
          if (error instanceof UnfitInput)
            return reply.code(422).send({ detail: fastApiDetail(error.issues, where, input) });
          return sendFailure(reply, error);
        }
      },
      errorHandler(error, _request, reply) {
        const detail = [{ type: 'json_invalid', loc: [where], msg: error.message, input: null }];
        void reply.code(error.statusCode === 413 ? 413 : 422).send({ detail });
      },
    });
  }
}
