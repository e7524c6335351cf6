/** How errors look over HTTP. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { awayError } from '#contract/away';
import { FlightlineError } from '#contract/errors';
import type { Log } from '../../../stack/log';
import { brokenForm } from './broken-form';

/** Body of every error of /api/v1. */
export interface Problem {
  code: string;
  message: string;
  action: string;
}

/** Error handler of the console's server. */
export function problemHandler(log: Log) {
  return (
    thrown: Error & { statusCode?: number; code?: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ) => {
    const error = awayError(thrown) ?? brokenForm(thrown) ?? thrown;
    if (error instanceof FlightlineError) {
      if (error.status === 507 || error.status === 503) void reply.header('retry-after', '5');
      return reply
        .code(error.status)
        .send({ code: error.code, message: error.message, action: error.action } satisfies Problem);
    }
    const status = thrown.statusCode ?? 500;
    if (status >= 500)
      log.error('http-failed', { error: thrown, method: request.method, path: request.url.split('?')[0] });
    const body: Problem = {
      code: status >= 500 ? 'INTERNAL' : (thrown.code ?? 'BAD_REQUEST'),
      message:
        status >= 500 ? 'Something went wrong here; the log of the gateway has the details.' : error.message,
      action: status >= 500 ? 'Try again; if it stays, look into the log.' : 'Correct the request.',
    };
    return reply.code(status).send(body);
  };
}
