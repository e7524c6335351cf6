/**
 * Sends stored traces to a collector. It reads them from the store and remembers how far it came, so a collector that is
 * away for an hour misses nothing that is still kept; what was sent just before a crash may be sent twice.
 */
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { messageOf } from '#contract/errors';
import type { TraceStore } from '#contract/traces';
import { getValue, setValue } from '../../../stack/database/key-value';
import type { Database } from '../../../stack/database/open';
import { countPartsAfter, lastPart, partsAfter } from '../../../stack/database/traces';
import type { Log } from '../../../stack/log';
import { redactText } from '../../../stack/redact';
import { headersOf, shownEndpoint, tracesUrl } from './endpoint';
import { OtelSpans } from './to-otel-span';

export interface TraceExporterOptions {
  endpoint: string;
  headers: string | undefined;
  version: string;
  instanceId: string;
  database: Database;
  log: Log;
}

/** Sends spans, or says why it could not. */
export type SendSpans = (spans: ReadableSpan[]) => Promise<void>;

const everyMs = 1000;
const longestPauseMs = 60_000;
const partsAtOnce = 200;
/** Parts younger than this may have a neighbour that is still being written. */
const settledMs = 1000;

export class TraceExporter {
  private readonly spans: OtelSpans;
  private readonly key: string;
  private seq: number;
  private sentSpans = 0;
  private lastSentAt: number | null = null;
  private problem: string | null = null;
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private closed = false;

  private constructor(
    private readonly options: TraceExporterOptions,
    private readonly send: SendSpans,
    from: number,
  ) {
    this.seq = from;
    this.spans = new OtelSpans(options);
    this.key = keyOf(options);
    this.plan(everyMs);
  }

  /** Knows where it begins before the first file is let in. */
  static async open(options: TraceExporterOptions, send: SendSpans): Promise<TraceExporter> {
    return new TraceExporter(options, send, await beginning(options));
  }

  async state(): Promise<TraceStore['export']> {
    return {
      endpoint: shownEndpoint(this.options.endpoint),
      sentSpans: this.sentSpans,
      waitingParts: await countPartsAfter(this.options.database, this.seq),
      lastSentAt: this.lastSentAt,
      problem: this.problem,
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private plan(afterMs: number): void {
    if (this.closed) return;
    this.timer = setTimeout(() => {
      this.running = this.round().then((pauseMs) => this.plan(pauseMs));
    }, afterMs);
    this.timer.unref();
  }

  /** @returns how long to wait for the next one */
  private async round(): Promise<number> {
    try {
      let more = true;
      while (more && !this.closed) more = await this.sendNext();
      if (this.failures > 0) this.options.log.info('trace-export-goes-on', { after: this.failures });
      this.failures = 0;
      this.problem = null;
      return everyMs;
    } catch (error) {
      this.failures += 1;
      this.problem = redactText(messageOf(error)) || 'The collector did not answer.';
      if (this.failures === 1)
        this.options.log.warn('trace-export-failed', {
          endpoint: shownEndpoint(this.options.endpoint),
          message: this.problem,
        });
      return Math.min(longestPauseMs, everyMs * 2 ** this.failures);
    }
  }

  private async sendNext(): Promise<boolean> {
    const { database } = this.options;
    const storedBefore = Date.now() - settledMs;
    const parts = await partsAfter(database, { seq: this.seq, storedBefore, limit: partsAtOnce });
    const last = parts.at(-1);
    if (!last) return false;
    const spans = parts.flatMap(({ traceId, spans: told }) =>
      told.map((span) => this.spans.of(span, traceId)),
    );
    await this.send(spans);
    this.seq = last.seq;
    this.sentSpans += spans.length;
    this.lastSentAt = Date.now();
    await setValue(database, this.key, last.seq);
    return parts.length === partsAtOnce;
  }
}

function keyOf({ endpoint }: TraceExporterOptions): string {
  return `traces.exported:${shownEndpoint(endpoint)}`;
}

/** A collector that is new begins with what comes from now on. */
async function beginning(options: TraceExporterOptions): Promise<number> {
  const { database } = options;
  const known = await getValue(database, keyOf(options));
  if (typeof known === 'number') return known;
  const last = await lastPart(database);
  await setValue(database, keyOf(options), last);
  return last;
}

/** Over HTTP with OpenTelemetry's own exporter, which is loaded only where it is used. */
export async function openTraceExporter(options: TraceExporterOptions): Promise<TraceExporter> {
  const { otlpSender } = await import('./otlp-sender');
  const url = tracesUrl(options.endpoint);
  return TraceExporter.open(options, otlpSender({ url, headers: headersOf(options.headers) }));
}
