/** `GET /metrics`: the figures of the instance, each from the part that knows it. */
import { isolationQueue } from '#contract/queues';
import * as deadLetters from '../../../stack/database/dead-letters';
import { Exposition } from '../../../stack/telemetry/exposition';
import { Remembered } from '../../../stack/telemetry/remembered';
import type { GatewayParts } from '../parts';
import { readNetwork, setHost } from './metrics/host';
import { timeConnections } from './metrics/pool-times';
import { setProcesses } from './metrics/processes';
import { setRedis } from './metrics/redis-info';
import { version } from '../../../../package.json';

/** A scraper gives up after 10 s, and no part that hangs may keep the others from being told. */
const limitMs = 1000;
/** Its size is the sum over the files of the database. */
const sizeFreshMs = 60_000;
const freshMs = 3000;

export class MetricsPage {
  private readonly heldMs;
  private readonly depths;
  private readonly redis;
  private readonly database;
  private readonly letters;
  private readonly databaseBytes;
  private readonly storage;

  constructor(private readonly parts: GatewayParts) {
    const { database, queues, engines, blobs } = parts;
    const names = engines.map(({ name }) => name);
    this.heldMs = timeConnections(database.pool);
    this.depths = new Remembered(() => queues.depths(names), { freshMs: 500, limitMs });
    this.redis = new Remembered(() => queues.redis.info(), { freshMs: 500, limitMs });
    this.database = new Remembered(() => database.pool.query('select 1'), { freshMs: 500, limitMs });
    this.letters = new Remembered(() => deadLetters.total(database), { freshMs, limitMs });
    this.databaseBytes = new Remembered(() => sizeOf(database), { freshMs: sizeFreshMs, limitMs });
    this.storage = new Remembered(() => blobs.usage(), { freshMs, limitMs });
  }

  async text(): Promise<string> {
    const page = new Exposition();
    const [depths, info, answer, letters, bytes, usage, network] = await Promise.all([
      this.depths.get(),
      this.redis.get(),
      this.database.get(),
      this.letters.get(),
      this.databaseBytes.get(),
      this.storage.get(),
      readNetwork(),
    ]);
    const { facts } = this.parts;
    page.set('flightline_build_info', { version }, 1);
    page.set('flightline_start_time_seconds', {}, facts.startedAt / 1000);
    this.setJobs(page);
    for (const { queue, ...states } of depths ?? []) {
      const place = queue === isolationQueue ? { engine: '', lane: isolationQueue } : placeOf(queue);
      for (const [state, count] of Object.entries(states))
        page.set('queue_depth', { queue, ...place, state }, count);
    }
    setProcesses(page, facts.processes);
    this.setTraffic(page);
    page.set('dlq_depth', {}, letters);
    page.set('database_up', {}, answer === null ? 0 : 1);
    page.set('database_size_bytes', {}, bytes);
    this.setPool(page);
    setRedis(page, info);
    page.set('flightline_storage_used_bytes', {}, usage?.usedBytes);
    page.set('flightline_storage_free_bytes', {}, usage?.freeBytes);
    page.set('flightline_storage_quota_bytes', {}, usage?.quotaBytes);
    setHost(page, network);
    return page.text();
  }

  private setJobs(page: Exposition): void {
    const { meter, crashes } = this.parts;
    for (const [via, count] of Object.entries(meter.ingestRequests))
      page.set('ingest_requests_total', { via }, count);
    page.set('jobs_accepted_total', {}, meter.totals.accepted);
    page.set('jobs_processed_total', { status: 'success' }, meter.totals.completed);
    page.set('jobs_processed_total', { status: 'failure' }, meter.totals.failed);
    page.set('job_retries_total', {}, meter.totals.retried);
    page.histogram('job_processing_duration_seconds', {}, meter.everyRunMs);
    page.histogram('job_wait_duration_seconds', {}, meter.everyWaitMs);
    page.set('worker_crashes_total', {}, crashes.total);
  }

  private setTraffic(page: Exposition): void {
    for (const { count, ...labels } of this.parts.traffic.answered.values())
      page.set('http_requests_total', labels, count);
    for (const { durationsMs, ...labels } of this.parts.traffic.durations.values())
      page.histogram('http_request_duration_seconds', labels, durationsMs);
  }

  private setPool(page: Exposition): void {
    const { totalCount, idleCount, waitingCount, options } = this.parts.database.pool;
    page.set('database_pool_connections', { state: 'idle' }, idleCount);
    page.set('database_pool_connections', { state: 'in_use' }, totalCount - idleCount);
    page.set('database_pool_max_connections', {}, options.max);
    page.set('database_pool_waiting_requests', {}, waitingCount);
    page.histogram('database_query_duration_seconds', {}, this.heldMs);
  }
}

/** Names of engines have no dash. */
function placeOf(queue: string): { engine: string; lane: string } {
  const dash = queue.lastIndexOf('-');
  return { engine: queue.slice(0, dash), lane: queue.slice(dash + 1) };
}

async function sizeOf({ pool }: GatewayParts['database']): Promise<number> {
  const found = await pool.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes');
  return found.rows[0]?.bytes ?? NaN;
}
