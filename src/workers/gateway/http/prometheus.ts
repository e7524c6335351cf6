/** `GET /metrics`: the figures of the instance, each from the part that knows it. */
import { isolationQueue } from '#contract/queues';
import { Exposition } from '../../../stack/telemetry/exposition';
import type { GatewayParts } from '../parts';
import { readNetwork, setHost } from './metrics/host';
import { setProcesses } from './metrics/processes';
import { placeOf } from './metrics/queue-place';
import { setRedis } from './metrics/redis-info';
import { version } from '../../../../package.json';

export class MetricsPage {
  constructor(private readonly parts: GatewayParts) {}

  async text(): Promise<string> {
    const { facts, lookups } = this.parts;
    const page = new Exposition();
    const [depths, info, answer, letters, bytes, usage, network] = await Promise.all([
      lookups.depths.get(),
      lookups.redis.get(),
      lookups.database.get(),
      lookups.letters.get(),
      lookups.databaseBytes.get(),
      lookups.storage.get(),
      readNetwork(),
    ]);
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
    page.histogram('search_duration_seconds', {}, meter.everySearchMs);
    for (const [status, count] of Object.entries(meter.vlmRequests))
      page.set('vlm_requests_total', { status }, count);
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
    page.histogram('database_query_duration_seconds', {}, this.parts.heldMs);
  }
}
