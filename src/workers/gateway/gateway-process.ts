/** The gateway: intake, API, console and services over HTTP, and the memory of what happens. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { messageOf } from '#contract/errors';
import type { ChildInit } from '#contract/process';
import { ProcessList, ReleasedJobs, WorkerReport, topics } from '#contract/relay';
import type { Services } from '#contract/services';
import { engines } from '../../engines/registry';
import { openFsBlobStore } from '../../stack/blobs/fs-blob-store';
import { inStates } from '../../stack/database/batches';
import { migrate } from '../../stack/database/migrate';
import { openDatabase } from '../../stack/database/open';
import { openJournal } from '../../stack/journal/journal';
import { JobQueues } from '../../stack/queue/job-queues';
import type { ChildLink, ChildService } from '../runtime/child';
import { EngineThreads } from '../runtime/engine-threads';
import { Acts } from './acts';
import { BatchWatch } from './batch-watch';
import { startCollecting } from './blob-collection';
import { EventHub } from './event-hub';
import { Access } from './http/access';
import { buildConsoleServer } from './http/console-server';
import { buildEngineServer } from './http/engine-contract';
import { consolePorts, listen, preferring, servicePorts } from './http/listen';
import { observe } from './http/prometheus';
import { Intake } from './intake/intake';
import { reconcile, sweep } from './intake/reconcile';
import { Settlement } from './intake/settlement';
import { JobWatch } from './job-watch';
import { Meter } from './meter';
import type { GatewayFacts, GatewayParts } from './parts';
import { createBatchService } from './services/batch-service';
import { announce, createDeadLetterService } from './services/dead-letter-service';
import { createIngestService } from './services/ingest-service';
import { createJobService } from './services/job-service';
import { createSystemService } from './services/system-service';
import { Ticker } from './ticker';
import { servePort } from './trpc/port-socket';
import { createSocketHandler } from './trpc/socket-handler';

const Role = z.object({
  token: z.string(),
  key: z.string(),
  /** What it listened on before it was started again. */
  lastPorts: z
    .object({ console: z.number(), services: z.record(z.string(), z.number().nullable()) })
    .nullish(),
});
const sweepMs = 30_000;
const settleMs = 5000;
const viewMemoryMb = 1024;

/** Signs the cookies of browsers; kept, so that a restart does not sign them out. */
function sessionSecret(dataDir: string): string {
  const file = path.join(dataDir, 'run', 'session.secret');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const secret = randomBytes(32).toString('base64url');
    writeFileSync(file, secret, { mode: 0o600 });
    return secret;
  }
}

async function build(init: ChildInit, link: ChildLink) {
  const { log } = link;
  const { settings } = init;
  const database = await openDatabase(init.database, {
    poolSize: 8,
    onConnectionLost: (error) => log.warn('database-connection-lost', { message: messageOf(error) }),
  });
  await migrate(database, path.join(init.resourcesDir, 'migrations'));
  const journal = await openJournal(path.join(init.dataDir, 'journal'));
  for (const sentence of journal.report.damage) log.error('journal-damaged', { sentence });
  const blobs = await openFsBlobStore({
    dir: path.join(init.dataDir, 'blobs'),
    quotaBytes: settings.quotaBytes,
    minFreeBytes: settings.minFreeBytes,
  });
  const queues = new JobQueues(init.redis, (error) => log.warn('queue-error', { message: messageOf(error) }));
  const settlement = new Settlement((position) => journal.checkpoint(position));
  const hub = new EventHub();
  const watch = new JobWatch();
  const meter = new Meter();
  const batchWatch = new BatchWatch(database, (batch) => hub.publish({ type: 'batch', batch }), log);
  const changed: GatewayParts['changed'] = (ids, state) => {
    const changes = ids.map((id) => ({ id, state, progress: null }));
    watch.note(changes);
    hub.jobs(changes);
    batchWatch.jobsChanged(ids);
  };
  const intake = new Intake({
    engines,
    journal,
    database,
    queues,
    settlement,
    log,
    onAccepted: (ids, batchId) => {
      meter.accepted(ids.length);
      hub.jobs(ids.map((id) => ({ id, state: 'waiting', progress: null })));
      if (batchId !== null) batchWatch.batchChanged(batchId);
    },
  });
  const facts: GatewayFacts = {
    processes: [],
    consoleUrl: '',
    servicePorts: new Map(),
    redisVersion:
      /redis_version:(\S+)/.exec(await whenReachable(() => queues.redis.info('server')))?.[1] ?? 'unknown',
    repair: null,
    startedAt: Date.now(),
  };
  const threads = new EngineThreads({
    entriesDir: import.meta.dirname,
    blobsDir: path.join(init.dataDir, 'blobs'),
    memoryMb: viewMemoryMb,
    onStuck: (reason) => link.die(reason),
  });
  const acts = new Acts(journal, database, settlement);
  const parts: GatewayParts = {
    init,
    link,
    log,
    engines,
    database,
    queues,
    blobs,
    intake,
    acts,
    hub,
    watch,
    batchWatch,
    meter,
    threads,
    facts,
    changed,
  };
  return { parts, journal, settlement };
}

/** Redis may be a moment away while it restarts. */
async function whenReachable<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt === 100) throw error;
      await delay(100);
    }
  }
}

export async function startGateway(init: ChildInit, link: ChildLink): Promise<ChildService> {
  const { token, key, lastPorts } = Role.parse(init.role);
  const { parts, journal, settlement } = await build(init, link);
  const { facts, hub, watch, meter, batchWatch, queues, database, log } = parts;
  const ingest = createIngestService(parts);
  const services: Services = {
    jobs: createJobService(parts),
    batches: createBatchService(parts),
    ingest: ingest.service,
    deadLetters: createDeadLetterService(parts),
    metrics: {
      history: (seconds) => Promise.resolve(meter.history(seconds)),
      depths: () => queues.depths(parts.engines.map(({ name }) => name)),
    },
    system: createSystemService(parts),
    events: (signal) => hub.listen(signal),
  };

  for (const { id } of await inStates(database, ['paused'])) parts.intake.paused.add(id);
  const access = new Access({
    instanceId: init.instanceId,
    token,
    key,
    sessionSecret: sessionSecret(init.dataDir),
    password: init.settings.password,
  });
  const { settings } = init;
  const server = await buildConsoleServer(parts, services, access);
  const port = await listen(server, {
    host: settings.host,
    ports: preferring(lastPorts?.console, consolePorts(settings.port, settings.portIsFixed)),
    onBusy: (busy) => log.warn('port-busy', { port: busy, what: 'console' }),
  });
  facts.consoleUrl = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`;
  const serviceServers = await openServices(parts, access, lastPorts?.services ?? {});

  // Consoles are let in before the repair, which may take a while; it disturbs nobody.
  facts.repair = await whenReachable(() =>
    reconcile({ ...parts, journal, settlement, cleanEnd: !init.unclean }),
  );
  log.info('reconciled', { ...facts.repair });
  await ingest.resume();

  const ticker = new Ticker(parts);
  const settleTimer = setInterval(() => {
    settlement.settle(Date.now()).catch((error: unknown) => log.error('checkpoint-failed', { error }));
  }, settleMs);
  settleTimer.unref();
  const stopCollecting = startCollecting(parts);
  let sweeping = false;
  const sweepNow = async (olderThanMs: number) => {
    if (sweeping) return;
    sweeping = true;
    try {
      const requeued = await sweep(parts, olderThanMs);
      if (requeued > 0) log.warn('jobs-requeued', { requeued, why: 'no queue knew them' });
    } catch (error) {
      log.warn('sweep-failed', { message: messageOf(error) });
    } finally {
      sweeping = false;
    }
  };
  const sweepTimer = setInterval(() => void sweepNow(sweepMs), sweepMs);
  sweepTimer.unref();
  // Redis is back: after a power cut it may have lost its last second.
  queues.redis.on('ready', () => void sweepNow(0));
  const connect = createSocketHandler(services);

  return {
    facts: {
      consoleUrl: facts.consoleUrl,
      ports: { console: port, services: Object.fromEntries(facts.servicePorts) },
    },
    onPort: (port) => servePort(port, connect),
    onRelay(topic, body) {
      if (topic === topics.workerReport) {
        const report = WorkerReport.parse(body);
        meter.note(report);
        observe(report);
        watch.note(report.changes);
        hub.jobs(report.changes);
        batchWatch.jobsChanged(report.changes.filter(({ state }) => state !== 'active').map(({ id }) => id));
        if (report.failed > 0)
          announce(parts).catch((error: unknown) => log.warn('dead-letters-not-counted', { error }));
      } else if (topic === topics.processes) {
        facts.processes = ProcessList.parse(body).processes;
        hub.publish({ type: 'processes', processes: facts.processes });
      } else if (topic === topics.released) {
        const { worker, isolated, requeued } = ReleasedJobs.parse(body);
        if (isolated.length + requeued.length > 0)
          log.warn('jobs-released', { worker, isolated, requeued: requeued.length });
        hub.jobs([...isolated, ...requeued].map((id) => ({ id, state: 'waiting', progress: null })));
      }
    },
    async stop() {
      clearInterval(sweepTimer);
      clearInterval(settleTimer);
      stopCollecting();
      ticker.close();
      batchWatch.close();
      await Promise.all([server, ...serviceServers].map((one) => closeServer(one)));
      await ingest.stop();
      await parts.threads.close();
      await queues.close();
      await journal.close();
      await parts.blobs.close();
      await database.close();
    },
  };
}

/** A browser keeps its connections open; they are ended rather than waited for. */
async function closeServer(server: Awaited<ReturnType<typeof buildConsoleServer>>): Promise<void> {
  server.server.closeAllConnections();
  await server.close();
}

async function openServices(
  parts: GatewayParts,
  access: Access,
  lastPorts: Readonly<Record<string, number | null>>,
) {
  const { settings } = parts.init;
  const servers = [];
  for (const engine of parts.engines) {
    if (!engine.http) continue;
    const wanted = settings.servicePorts[engine.name] ?? engine.http.port;
    const server = await buildEngineServer(parts, access, { engine, contract: engine.http });
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
