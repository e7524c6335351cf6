/** Binds the console and the engines' own contracts to their ports. */
import type { FastifyInstance } from 'fastify';
import type { Services } from '#contract/services';
import type { GatewayParts } from '../parts';
import { Access } from './access';
import { buildConsoleServer } from './console-server';
import { buildEngineServer } from './engine-contract';
import { consolePorts, listen, preferring, servicePorts, wantedServicePort } from './listen';
import { keptSecret } from './kept-secret';
import { mediaEngine, originalPort } from './media/media-port';
import { type MediaServerParts, buildMediaServer } from './media/media-server';

export interface LastPorts {
  console: number;
  services: Record<string, number | null>;
}

export interface OpenServers {
  ports: LastPorts;
  close(): Promise<void>;
}

/** What is served. */
interface Served {
  services: Services;
  library: MediaServerParts['library'];
}

/** Writes address and ports into the gateway's facts. @throws FlightlineError `BAD_SETTINGS` without a port for the console */
export async function openServers(
  parts: GatewayParts,
  { services, library }: Served,
  entry: { token: string; key: string; lastPorts: LastPorts | null },
): Promise<OpenServers> {
  const { init, facts, log } = parts;
  const { settings } = init;
  const access = new Access({
    instanceId: init.home.instanceId,
    token: entry.token,
    key: entry.key,
    sessionSecret: keptSecret(init.home.dataDir, 'session'),
    password: settings.password,
  });
  const server = await buildConsoleServer(parts, { services, library }, access);
  const port = await listen(server, {
    host: settings.host,
    ports: preferring(entry.lastPorts?.console, consolePorts(settings.port, settings.portIsFixed)),
    onBusy: (busy) => log.warn('port-busy', { port: busy, what: 'console' }),
  });
  facts.consoleUrl = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`;
  // The services' ports belong to the instance that takes files in.
  const others = settings.attached
    ? []
    : await openServices(parts, { services, library, access }, entry.lastPorts?.services ?? {});
  return {
    ports: { console: port, services: Object.fromEntries(facts.servicePorts) },
    async close() {
      await Promise.all([server, ...others].map((one) => closeServer(one)));
    },
  };
}

/** A browser keeps its connections open; they are ended rather than waited for. */
async function closeServer(server: FastifyInstance): Promise<void> {
  server.server.closeAllConnections();
  await server.close();
}

async function openServices(
  parts: GatewayParts,
  { services, library, access }: Served & { access: Access },
  lastPorts: Readonly<Record<string, number | null>>,
) {
  const { settings } = parts.init;
  const servers = [];
  for (const engine of parts.engines) {
    const isMedia = engine.name === mediaEngine;
    if (!engine.http && !isMedia) continue;
    const wanted = wantedServicePort(settings, engine.name, engine.http?.port ?? originalPort);
    const server =
      isMedia || !engine.http
        ? await buildMediaServer({ parts, services, library, access })
        : await buildEngineServer(parts, services, access, { engine, contract: engine.http });
    try {
      const onBusy = (port: number) => parts.log.warn('port-busy', { port, what: engine.name });
      parts.facts.servicePorts.set(
        engine.name,
        await listen(server, {
          host: settings.host,
          ports: preferring(lastPorts[engine.name], servicePorts(wanted)),
          onBusy,
        }),
      );
      servers.push(server);
    } catch (error) {
      // The console works without it; its page of engines says that it has no port.
      parts.facts.servicePorts.set(engine.name, null);
      parts.log.error('service-without-port', { engine: engine.name, error });
    }
  }
  return servers;
}
