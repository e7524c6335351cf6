/** Sends spans with OpenTelemetry's own exporter: OTLP over HTTP, as JSON. */
import { ExportResultCode } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { SendSpans } from './trace-exporter';

const requestLimitMs = 10_000;

export function otlpSender({ url, headers }: { url: string; headers: Record<string, string> }): SendSpans {
  const exporter = new OTLPTraceExporter({ url, headers, timeoutMillis: requestLimitMs });
  return (spans) =>
    new Promise((resolve, reject) => {
      exporter.export(spans, ({ code, error }) => {
        if (code === ExportResultCode.SUCCESS) resolve();
        else reject(error ?? new Error('The collector refused them.'));
      });
    });
}
