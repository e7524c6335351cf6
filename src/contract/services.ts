/** The services behind the router: the gateway gives real ones, tests give fakes. */
import type { ConsoleEvent } from './events';
import type { AccessService } from './services/access';
import type { AuditService } from './services/audit';
import type { AlertService } from './services/alerts';
import type { BackupService } from './services/backups';
import type { BatchService } from './services/batches';
import type { DeadLetterService } from './services/dead-letters';
import type { DrillService } from './services/drills';
import type { EngineService } from './services/engines';
import type { HealthService } from './services/health';
import type { IngestService } from './services/ingest';
import type { JobService } from './services/jobs';
import type { LogService } from './services/logs';
import type { MediaService } from './services/media';
import type { MetricService } from './services/metrics';
import type { ScheduleService } from './services/schedules';
import type { TraceService } from './services/traces';
import type { ProfileService } from './services/profiles';
import type { SearchService } from './services/search';
import type { SystemService } from './services/system';
import type { WorkerService } from './services/workers';

export interface Services {
  jobs: JobService;
  batches: BatchService;
  ingest: IngestService;
  deadLetters: DeadLetterService;
  media: MediaService;
  metrics: MetricService;
  alerts: AlertService;
  logs: LogService;
  traces: TraceService;
  search: SearchService;
  engines: EngineService;
  schedules: ScheduleService;
  audit: AuditService;
  access: AccessService;
  backups: BackupService;
  profiles: ProfileService;
  system: SystemService;
  health: HealthService;
  drills: DrillService;
  workers: WorkerService;
  /** @throws FlightlineError `READ_ONLY` */
  assertWritable(): void;
  /** Ends when the signal aborts. */
  events(signal: AbortSignal): AsyncIterable<ConsoleEvent>;
}
