/** What the gateway's services share. */
import type { Engine } from '#contract/engine';
import type { JobState } from '#contract/jobs';
import type { ChildInit } from '#contract/process';
import type { ProcessInfo, RepairReport } from '#contract/system';
import type { BlobStore } from '../../stack/blobs/blob-store';
import type { Database } from '../../stack/database/open';
import type { Log } from '../../stack/log';
import type { JobQueues } from '../../stack/queue/job-queues';
import type { TraceWriter } from '../../stack/telemetry/trace-writer';
import type { Histogram } from '../../stack/telemetry/histogram';
import type { Tally } from '../../stack/telemetry/history/tally';
import type { ChildLink } from '../runtime/child';
import type { EngineThreads } from '../runtime/engine-threads';
import type { Acts } from './acts';
import type { BatchWatch } from './batch-watch';
import type { CancelTracer } from './cancel-tracer';
import type { CrashCount } from './crash-count';
import type { EventHub } from './event-hub';
import type { Traffic } from './http/metrics/traffic';
import type { Intake } from './intake/intake';
import type { JobWatch } from './job-watch';
import type { DryRuns } from './letters/dry-runs';
import type { Meter } from './meter';
import type { Autoscaler } from './scaling/autoscaler';
import type { Drills } from './drill/drills';
import type { HealthWatch } from './health/health-watch';
import type { PoolControl } from './scaling/pool-control';
import type { MetricHistory } from './metrics/history';
import type { Lookups } from './metrics/lookups';
import type { ReadOnlySwitch } from './read-only';
import type { Workflow } from './workflow';

export interface GatewayParts {
  init: ChildInit;
  link: ChildLink;
  log: Log;
  engines: readonly Engine[];
  database: Database;
  queues: JobQueues;
  workflow: Workflow;
  blobs: BlobStore;
  intake: Intake;
  acts: Acts;
  readOnly: ReadOnlySwitch;
  hub: EventHub;
  watch: JobWatch;
  batchWatch: BatchWatch;
  meter: Meter;
  crashes: CrashCount;
  poolControl: PoolControl;
  dryRuns: DryRuns;
  autoscaler: Autoscaler;
  healthWatch: HealthWatch;
  drills: Drills;
  traffic: Traffic;
  /** Counts and times of the present second, for the history. */
  tally: Tally;
  history: MetricHistory;
  lookups: Lookups;
  /** How long connections to the database were held, since the start. */
  heldMs: Histogram;
  /** For views: derived forms of results are computed off the gateway's own thread. */
  threads: EngineThreads;
  traces: TraceWriter;
  cancelTracer: CancelTracer;
  facts: GatewayFacts;
  /** Tells consoles and batches that the gateway itself changed these jobs. */
  changed(ids: readonly string[], state: JobState): void;
}

/** What becomes known while the gateway runs. */
export interface GatewayFacts {
  processes: ProcessInfo[];
  consoleUrl: string;
  /** Port of each engine's own HTTP contract; null where none could be had. */
  servicePorts: Map<string, number | null>;
  redisVersion: string;
  repair: RepairReport | null;
  startedAt: number;
}
