/** The gateway: intake, API, console and services over HTTP, and the memory of what happens. */
import { z } from 'zod';
import type { ChildInit } from '#contract/process';
import type { Services } from '#contract/services';
import { inStates } from '../../stack/database/batches';
import type { ChildLink, ChildService } from '../runtime/child';
import { startCollecting } from './blob-collection';
import { buildParts } from './build-parts';
import { openServers } from './http/open-servers';
import { reconcile } from './intake/reconcile';
import { startUpkeep } from './intake/upkeep';
import { createAccessService } from './services/access-service';
import { createAuditService } from './services/audit-service';
import { startAlerts } from './alerts/start-alerts';
import { createAlertService } from './services/alert-service';
import { createBackupService } from './services/backup-service';
import { createBatchService } from './services/batch-service';
import { createDeadLetterService } from './services/dead-letter-service';
import { createDrillService } from './services/drill-service';
import { createEngineService } from './services/engine-service';
import { createIngestService } from './services/ingest-service';
import { createJobService } from './services/job-service';
import { createMediaLibrary } from './services/media-service';
import { createLogService, startLogUpkeep } from './services/log-service';
import { createProfileService } from './services/profile-service';
import { createScheduleService } from './services/schedule-service';
import { createHealthService } from './services/health-service';
import { createSearchService } from './services/search-service';
import { createSystemService } from './services/system-service';
import { createWorkerService } from './services/worker-service';
import { BulkRunner } from './letters/bulk-runner';
import { startLetterUpkeep } from './letters/upkeep';
import { createTraceService, startTraceExport, startTraceUpkeep } from './services/trace-service';
import { createMetricService } from './services/metric-service';
import { noteStart } from './metrics/happenings';
import { takeRelays } from './relays';
import { Ticker } from './ticker';
import { servePort } from './trpc/port-socket';
import { createSocketHandler } from './trpc/socket-handler';
import { whenReachable } from './when-reachable';

const Role = z.object({
  token: z.string(),
  key: z.string(),
  /** What it listened on before it was started again. */
  lastPorts: z
    .object({ console: z.number(), services: z.record(z.string(), z.number().nullable()) })
    .nullish()
    .transform((ports) => ports ?? null),
});

export async function startGateway(init: ChildInit, link: ChildLink): Promise<ChildService> {
  const entry = Role.parse(init.role);
  const built = await buildParts(init, link);
  const { parts, journal } = built;
  const { facts, hub, queues, database } = parts;
  const ingest = createIngestService(parts);
  const bulkRunner = new BulkRunner(parts);
  const engines = createEngineService(parts);
  const alerts = await startAlerts(parts);
  const media = await createMediaLibrary(parts);
  const traceExporter = await startTraceExport(parts);
  const backups = createBackupService(parts, built.settlement);
  const schedules = createScheduleService(parts, { ingest, engines, backups: backups.service });
  const services: Services = {
    jobs: createJobService(parts),
    batches: createBatchService(parts),
    ingest: ingest.service,
    deadLetters: createDeadLetterService(parts, bulkRunner),
    media: media.service,
    logs: createLogService(parts),
    engines,
    schedules: schedules.service,
    traces: createTraceService(parts, traceExporter),
    search: createSearchService(parts),
    metrics: createMetricService(parts),
    alerts: createAlertService(parts, alerts),
    audit: createAuditService(parts),
    access: createAccessService(parts),
    backups: backups.service,
    profiles: createProfileService(parts),
    assertWritable: () => parts.readOnly.assertOff(),
    system: createSystemService(parts),
    workers: createWorkerService(parts),
    health: createHealthService(parts),
    drills: createDrillService(parts),
    events: (signal) => hub.listen(signal),
  };
  for (const { id } of await inStates(database, ['paused'])) parts.intake.paused.add(id);

  // Consoles are let in before the repair, which may take a while; it disturbs nobody.
  const servers = await openServers(parts, { services, library: media }, entry);
  facts.repair = await whenReachable(() => reconcile({ ...parts, ...built, cleanEnd: !init.unclean }));
  parts.log.info('reconciled', { ...facts.repair });
  await backups.noteRestore();
  const { attached } = init.settings;
  const ticker = new Ticker(parts, attached ? () => undefined : alerts.tick);
  parts.healthWatch.start();
  // Reports are lost until this process is known to be ready; the first one that comes shows that it is.
  let catchUp: (() => void) | null = null;
  const stopWork = attached ? [] : await beginWork();
  const connect = createSocketHandler(services);
  const relays = takeRelays(parts, { onCompleted: media.completed, onWorkerLost: media.catchUp });

  /** What one instance of a database does; one that is attached to it leaves it alone. @returns what ends it */
  async function beginWork(): Promise<(() => void)[]> {
    await ingest.resume();
    await media.resume();
    await bulkRunner.resume();
    await schedules.start();
    parts.autoscaler.start();
    await noteStart(parts);
    await whenReachable(() => parts.drills.endBroken());
    const upkeep = startUpkeep(built);
    // A store that crashed may have lost what it had not flushed.
    parts.database.onConnectionLost(() => media.catchUp());
    catchUp = () => {
      upkeep.catchUp();
      media.catchUp();
    };
    return [
      () => upkeep.stop(),
      startCollecting(parts),
      startLetterUpkeep(parts),
      startLogUpkeep(parts),
      startTraceUpkeep(parts),
      () => parts.autoscaler.close(),
    ];
  }

  return {
    facts: { consoleUrl: facts.consoleUrl, ports: servers.ports },
    onPort: (port) => servePort(port, connect),
    onRelay: (topic, body, from) => {
      catchUp?.();
      catchUp = null;
      if (!backups.onRelay(topic, body)) relays(topic, body, from);
    },
    async stop() {
      for (const end of stopWork) end();
      await ticker.close();
      parts.healthWatch.close();
      await parts.drills.stop();
      parts.batchWatch.close();
      await servers.close();
      await schedules.stop();
      await backups.stop();
      await ingest.stop();
      await media.stop();
      await bulkRunner.stop();
      await parts.threads.close();
      await queues.close();
      await journal.close();
      await parts.blobs.close();
      await parts.traces.close();
      await traceExporter?.close();
      await database.close();
    },
  };
}
