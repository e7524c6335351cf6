/** The instance itself: facts, engines, processes, health. */
import type { Services } from '#contract/services';
import type { Health } from '#contract/system';
import { wantedServicePort } from '../http/listen';
import type { GatewayParts } from '../parts';
import { version } from '../../../../package.json';

type Component = Health['components'][number];

async function probe(name: string, look: () => Promise<string>): Promise<Component> {
  try {
    return { name, status: 'ok', detail: await look() };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { name, status: 'down', detail: `It does not answer: ${detail}` };
  }
}

function workers(parts: GatewayParts): Component {
  const engines = parts.facts.processes.filter(
    ({ kind, name }) => kind === 'engine' && name !== 'engine-isolation',
  );
  const ready = engines.filter(({ state }) => state === 'ready').length;
  const status = ready === 0 ? 'down' : ready < engines.length ? 'degraded' : 'ok';
  return { name: 'workers', status, detail: `${ready} of ${engines.length} engine processes are ready.` };
}

async function storage(parts: GatewayParts): Promise<Component> {
  const { usedBytes, freeBytes, quotaBytes } = await parts.blobs.usage();
  const room = Math.min(freeBytes, quotaBytes === null ? Infinity : quotaBytes - usedBytes);
  const mib = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`;
  if (room <= 0)
    return { name: 'storage', status: 'down', detail: `No room for more files: ${mib(freeBytes)} free.` };
  return {
    name: 'storage',
    status: room < 1024 ** 3 ? 'degraded' : 'ok',
    detail: `${mib(usedBytes)} used, ${mib(freeBytes)} free.`,
  };
}

async function health(parts: GatewayParts): Promise<Health> {
  const probed = await Promise.all([
    probe('queue', async () => {
      await parts.queues.redis.ping();
      return `Redis ${parts.facts.redisVersion} answers.`;
    }),
    probe('database', async () => {
      await parts.database.pool.query('select 1');
      return `PostgreSQL ${parts.database.version} answers.`;
    }),
    storage(parts).catch((error: unknown): Component => ({
      name: 'storage',
      status: 'down',
      detail: String(error),
    })),
  ]);
  const components = [...probed, workers(parts)];
  const worst = components.some(({ status }) => status === 'down')
    ? 'down'
    : components.some(({ status }) => status === 'degraded')
      ? 'degraded'
      : 'ok';
  return { status: worst, at: Date.now(), components };
}

export function createSystemService(parts: GatewayParts): Services['system'] {
  const { init, facts } = parts;
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
    health: () => health(parts),
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
          http: engine.http
            ? {
                port: facts.servicePorts.get(engine.name) ?? null,
                wantedPort: wantedServicePort(init.settings, engine.name, engine.http.port),
              }
            : null,
        })),
      ),
    processes: () => Promise.resolve(facts.processes),
  };
}
