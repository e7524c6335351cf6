/** The instance itself: facts, engines, processes. */
import type { Services } from '#contract/services';
import { wantedServicePort } from '../http/listen';
import { mediaEngine, originalPort } from '../http/media/media-port';
import type { GatewayParts } from '../parts';
import { version } from '../../../../package.json';

export function createSystemService(parts: GatewayParts): Services['system'] {
  const { init, facts } = parts;
  const httpOf = (engine: string, port = engine === mediaEngine ? originalPort : undefined) =>
    port === undefined
      ? null
      : {
          port: facts.servicePorts.get(engine) ?? null,
          wantedPort: wantedServicePort(init.settings, engine, port),
        };
  return {
    async info() {
      return {
        version,
        instanceId: init.instanceId,
        dataDir: init.dataDir,
        startedAt: facts.startedAt,
        platform: `${process.platform} ${process.arch}, Node ${process.versions.node}`,
        shell: init.shell,
        redis: { kind: init.redis.url === null ? 'embedded' : 'external', version: facts.redisVersion },
        database: { kind: parts.database.kind, version: parts.database.version },
        storage: await parts.blobs.usage(),
        consoleUrl: facts.consoleUrl,
        repair: facts.repair,
      };
    },
    engines: () =>
      Promise.resolve(
        parts.engines.map((engine) => ({
          name: engine.name,
          title: engine.title,
          version: engine.version,
          pool: engine.pool,
          accepts: engine.accepts.map(({ label, suffixes, maxBytes }) => ({
            label,
            suffixes: [...suffixes],
            maxBytes,
          })),
          columns: engine.summary.map(({ key, label, unit }) => ({ key, label, unit: unit ?? null })),
          views: Object.keys(engine.views),
          http: httpOf(engine.name, engine.http?.port),
        })),
      ),
    processes: () => Promise.resolve(facts.processes),
  };
}
