/** `/live`, `/ready`, `/health`, `/metrics`: open to whoever reaches the port, so they tell no more than they must. */
import type { FastifyInstance } from 'fastify';
import type { Services } from '#contract/services';
import { expositionType } from '../../../stack/telemetry/exposition';
import type { GatewayParts } from '../parts';
import { MetricsPage } from './prometheus';

export function addHealthRoutes(server: FastifyInstance, parts: GatewayParts, services: Services): void {
  const page = new MetricsPage(parts);
  server.get('/live', () => ({ status: 'alive' }));
  server.get('/ready', async (_request, reply) => {
    const { status } = await services.health.now();
    return reply
      .code(status === 'down' ? 503 : 200)
      .send({ status: status === 'down' ? 'not ready' : 'ready' });
  });
  server.get('/health', async (_request, reply) => {
    const health = await services.health.now();
    // Each component by its name, too: `curl …/health | jq .database`, as the older services were asked.
    const named = Object.fromEntries(health.components.map((component) => [component.name, component]));
    return reply.code(health.status === 'down' ? 503 : 200).send({ ...named, ...health });
  });
  server.get('/metrics', async (_request, reply) => {
    return reply.type(expositionType).send(await page.text());
  });
}
