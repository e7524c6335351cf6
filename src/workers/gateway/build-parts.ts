/** Opens what the gateway stands on and joins its parts. */
import path from 'node:path';
import { messageOf } from '#contract/errors';
import type { ChildInit } from '#contract/process';
import { engines } from '../../engines/registry';
import { openFsBlobStore } from '../../stack/blobs/fs-blob-store';
import { assertMigrated, migrate } from '../../stack/database/migrate';
import { openDatabase } from '../../stack/database/open';
import { engineStateDir, openEngineState } from '../../stack/engine-state';
import { type Journal, openJournal } from '../../stack/journal/journal';
import { JobQueues } from '../../stack/queue/job-queues';
import { TraceSampler, traceRatesOf } from '../../stack/telemetry/trace-sampler';
import { TraceWriter } from '../../stack/telemetry/trace-writer';
import { Tally } from '../../stack/telemetry/history/tally';
import type { ChildLink } from '../runtime/child';
import { EngineThreads } from '../runtime/engine-threads';
import { threadPlaces } from '../runtime/thread-places';
import { Acts } from './acts';
import { BatchWatch } from './batch-watch';
import { CancelTracer } from './cancel-tracer';
import { CrashCount } from './crash-count';
import { EventHub } from './event-hub';
import { slowMs, timeConnections } from './http/metrics/pool-times';
import { Traffic } from './http/metrics/traffic';
import { Drills } from './drill/drills';
import { HealthWatch } from './health/health-watch';
import { Intake } from './intake/intake';
import { IntakeTracer } from './intake/intake-tracer';
import { Settlement } from './intake/settlement';
import { JobWatch } from './job-watch';
import { DryRuns } from './letters/dry-runs';
import { Meter } from './meter';
import { MetricHistory } from './metrics/history';
import { createLookups } from './metrics/lookups';
import { noteCrash } from './metrics/happenings';
import type { GatewayFacts, GatewayParts } from './parts';
import { Autoscaler } from './scaling/autoscaler';
import { PoolControl } from './scaling/pool-control';
import { ReadOnlySwitch } from './read-only';
import { whenReachable } from './when-reachable';
import { Workflow } from './workflow';

const viewMemoryMb = 1024;

export interface Built {
  parts: GatewayParts;
  journal: Journal;
  settlement: Settlement;
}

export async function buildParts(init: ChildInit, link: ChildLink): Promise<Built> {
  const { log } = link;
  const { settings } = init;
  const database = await openDatabase(init.database, { poolSize: 8 });
  database.onConnectionLost((error) => log.warn('database-connection-lost', { message: messageOf(error) }));
  const migrations = path.join(init.resourcesDir, 'migrations');
  await (settings.attached ? assertMigrated : migrate)(database, migrations);
  const tally = new Tally();
  const heldMs = timeConnections(database.pool, (elapsedMs) => {
    tally.observe('database.held', elapsedMs);
    if (elapsedMs >= slowMs) tally.count('database.slow');
  });
  const history = new MetricHistory({
    database,
    log,
    keptDays: settings.metricsKeptDays,
    keeps: !settings.attached,
  });
  if (!settings.attached) await history.resume(Date.now());
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
  const meter = new Meter(tally);
  const batchWatch = new BatchWatch(
    database,
    (batch, ended) => hub.publish({ type: 'batch', batch, ended }),
    log,
  );
  const changed: GatewayParts['changed'] = (ids, state) => {
    const changes = ids.map((id) => ({ id, state, progress: null }));
    watch.note(changes);
    hub.jobs(changes);
    batchWatch.jobsChanged(ids);
  };
  const traces = new TraceWriter(database, log);
  const cancelTracer = new CancelTracer({ database, log, writer: traces, rates: traceRatesOf(settings) });
  const workflow = new Workflow({
    database,
    queues,
    changed,
    withheld: (jobs) => cancelTracer.withheld(jobs),
  });
  const intake = new Intake({
    engines,
    settings,
    journal,
    database,
    workflow,
    settlement,
    log,
    tracer: new IntakeTracer(new TraceSampler(traceRatesOf(settings)), traces),
    instanceOptions: (engine) =>
      engine.instanceOptions?.({ settings: init.settings, modelsDir: threadPlaces(init).modelsDir }) ?? {},
    stateRevision: (engine) => openEngineState(engineStateDir(init.dataDir, engine)).revision,
    onAccepted: (ids, batchId) => {
      meter.accepted(ids.length);
      hub.jobs(ids.map((id) => ({ id, state: 'waiting', progress: null })));
      if (batchId !== null) batchWatch.membersCame(batchId);
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
    places: threadPlaces(init),
    memoryMb: viewMemoryMb,
    onStuck: (reason) => link.die(reason),
  });
  const poolControl = new PoolControl(init.dataDir, settings, link);
  const acts = new Acts(journal, database, settlement, () => hub.publish({ type: 'changed', part: 'audit' }));
  const healthWatch = new HealthWatch({
    ...{ init, facts, queues, engines, poolControl, database, blobs, hub, log },
  });
  const parts: GatewayParts = {
    init,
    link,
    log,
    engines,
    database,
    queues,
    workflow,
    blobs,
    intake,
    acts,
    readOnly: new ReadOnlySwitch(init),
    hub,
    watch,
    batchWatch,
    meter,
    dryRuns: new DryRuns(link, () => facts.processes),
    poolControl,
    autoscaler: new Autoscaler({ facts, queues, engines, poolControl, database, hub, log }),
    crashes: new CrashCount((process, failed) => noteCrash({ database, tally, log }, process, failed)),
    traffic: new Traffic(tally),
    tally,
    history,
    lookups: createLookups({ engines, queues, database, blobs }),
    heldMs,
    healthWatch,
    drills: new Drills({
      ...{ init, link, log, facts, blobs, intake, queues, database, hub, engines },
      ...{ poolControl, healthWatch },
    }),
    threads,
    traces,
    cancelTracer,
    facts,
    changed,
  };
  return { parts, journal, settlement };
}
