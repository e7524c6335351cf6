/** Traces: pages, details, limits. */
import { FlightlineError } from '#contract/errors';
import type { Services } from '#contract/services';
import type { TraceDetail } from '#contract/traces';
import { getMany } from '../../../stack/database/jobs';
import * as traces from '../../../stack/database/traces';
import { assembleTrace } from '../../../stack/telemetry/assemble-trace';
import { traceRatesOf } from '../../../stack/telemetry/trace-sampler';
import { type TraceExporter, openTraceExporter } from '../otlp/trace-exporter';
import type { GatewayParts } from '../parts';
import { version } from '../../../../package.json';

const dayMs = 24 * 3_600_000;
const upkeepMs = 5 * 60_000;

export function createTraceService(
  parts: GatewayParts,
  exporter: Pick<TraceExporter, 'state'> | null,
): Services['traces'] {
  const { database, init } = parts;
  const { settings } = init;

  async function find(traceId: string): Promise<TraceDetail | null> {
    const found = await traces.get(database, traceId);
    if (!found) return null;
    const jobs = await getMany(database, found.trace.jobIds);
    return {
      trace: found.trace,
      spans: assembleTrace(found.spans),
      jobs: jobs.map(({ id, engine, state, fileName }) => ({ id, engine, state, fileName })),
    };
  }

  return {
    page: (query) => traces.page(database, query),
    async get(traceId) {
      const found = await find(traceId);
      if (found) return found;
      throw new FlightlineError('NOT_FOUND', `Trace ${traceId} is not kept here (any more).`);
    },
    async ofJob(jobId) {
      const { rows } = await traces.page(database, {
        filter: { jobId },
        sort: { key: 'startedAt', descending: true },
        offset: 0,
        limit: 1,
      });
      return rows[0] ? find(rows[0].traceId) : null;
    },
    async store() {
      const { perSecond, slowMs } = traceRatesOf(settings);
      return {
        ...(await traces.totals(database)),
        maxBytes: settings.traceMaxMb * 1024 * 1024,
        days: settings.traceDays,
        perSecond,
        slowMs,
        export: (await exporter?.state()) ?? null,
      };
    },
  };
}

/** Keeps the store within its limits. @returns a function that ends it */
export function startTraceUpkeep({ database, init, log }: GatewayParts): () => void {
  const { traceMaxMb, traceDays } = init.settings;
  const tidy = async () => {
    const before = Date.now() - traceDays * dayMs;
    const dropped = await traces.dropOldTraces(database, { before, maxBytes: traceMaxMb * 1024 * 1024 });
    if (dropped > 0) log.info('traces-dropped', { dropped });
  };
  const timer = setInterval(() => {
    tidy().catch((error: unknown) => log.warn('trace-upkeep-failed', { error }));
  }, upkeepMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Null without an address of a collector. */
export async function startTraceExport({ init, database, log }: GatewayParts): Promise<TraceExporter | null> {
  const { otlpEndpoint: endpoint, otlpHeaders: headers } = init.settings;
  if (!endpoint) return null;
  return openTraceExporter({ endpoint, headers, version, instanceId: init.instanceId, database, log });
}
