/** The figures in Prometheus' text form, under the names that the original services' dashboards know. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { WorkerReport } from '#contract/relay';
import { valueOf } from '../../../stack/telemetry/histogram';
import * as deadLetters from '../../../stack/database/dead-letters';
import type { GatewayParts } from '../parts';

const registry = new Registry();
const gauge = (name: string, help: string, labelNames: string[] = []) =>
  new Gauge({ name, help, labelNames, registers: [registry] });

const counter = (name: string, help: string, labelNames: string[] = []) =>
  new Counter({ name, help, labelNames, registers: [registry] });

const jobsProcessed = counter('jobs_processed_total', 'Jobs that ended since the gateway started', [
  'status',
]);
const ingestRequests = counter('ingest_requests_total', 'Files accepted since the gateway started');
const queueDepth = gauge('queue_depth', 'Jobs by queue and state', ['queue', 'state']);
const activeWorkers = gauge('active_workers', 'Engine processes that are ready');
const dlqDepth = gauge('dlq_depth', 'Dead letters');
const processCpu = gauge('flightline_process_cpu_cores', 'CPU of each process, in cores', ['process']);
const processMemory = gauge('flightline_process_resident_memory_bytes', 'Memory of each process', [
  'process',
]);
const jobSeconds = new Histogram({
  name: 'job_processing_duration_seconds',
  help: 'Run time of jobs',
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
  registers: [registry],
});

/** Adds the durations of a worker's report. */
export function observe({ runMs }: Pick<WorkerReport, 'runMs'>): void {
  for (const [bucket, count] of runMs)
    for (let i = 0; i < count; i++) jobSeconds.observe(valueOf(bucket) / 1000);
}

export async function prometheusText(parts: GatewayParts): Promise<{ contentType: string; text: string }> {
  const { totals } = parts.meter;
  // The meter counts; these only carry its numbers out.
  jobsProcessed.reset();
  for (const status of ['completed', 'failed', 'retried'] as const)
    jobsProcessed.inc({ status }, totals[status]);
  ingestRequests.reset();
  ingestRequests.inc(totals.accepted);
  activeWorkers.set(
    parts.facts.processes.filter(({ kind, state }) => kind === 'engine' && state === 'ready').length,
  );
  for (const { name, cpu, rssBytes } of parts.facts.processes) {
    processCpu.set({ process: name }, cpu ?? 0);
    processMemory.set({ process: name }, rssBytes ?? 0);
  }
  // A scrape while Redis or the store is away still tells the rest.
  const depths = await parts.queues.depths(parts.engines.map(({ name }) => name)).catch(() => []);
  for (const { queue, ...states } of depths)
    for (const [state, count] of Object.entries(states)) queueDepth.set({ queue, state }, count);
  const letters = await deadLetters.total(parts.database).catch(() => null);
  if (letters !== null) dlqDepth.set(letters);
  return { contentType: registry.contentType, text: await registry.metrics() };
}
