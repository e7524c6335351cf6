/** Refuses what would change something while the instance is read-only. */
import type { FastifyInstance } from 'fastify';
import { FlightlineError } from '#contract/errors';
import type { ReadOnlySwitch } from '../read-only';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * `onlyAsks`: of requests that are no GET, those that ask and change nothing. `detail`: older services answer with
 * `{ detail }`, the console's port with `{ code, message, action }`.
 */
export function guardReadOnly(
  server: FastifyInstance,
  readOnly: ReadOnlySwitch,
  { onlyAsks, detail }: { onlyAsks(path: string): boolean; detail: boolean },
): void {
  server.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    if (!readOnly.state.on || reading.has(request.method) || onlyAsks(path)) return;
    try {
      readOnly.assertOff();
    } catch (error) {
      if (!(error instanceof FlightlineError)) throw error;
      const { code, message, action, status } = error;
      return reply.code(status).send(detail ? { detail: `${message} ${action}` } : { code, message, action });
    }
  });
}
