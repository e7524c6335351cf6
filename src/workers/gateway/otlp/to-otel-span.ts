/** Our spans in the shape of OpenTelemetry's SDK, so that its own exporter can send them. */
import { type HrTime, SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import type { Span } from '#contract/traces';

const kinds: Record<Span['kind'], SpanKind> = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};

/** Seconds and nanoseconds. */
export function hrTimeOf(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}

export class OtelSpans {
  /** The exporter groups by the object, not by what it says. */
  private readonly resources = new Map<string, Resource>();

  constructor(private readonly about: { version: string; instanceId: string }) {}

  of(span: Span, traceId: string): ReadableSpan {
    const context = (spanId: string) => ({ traceId, spanId, traceFlags: TraceFlags.SAMPLED });
    const { error } = span;
    return {
      name: span.name,
      kind: kinds[span.kind],
      spanContext: () => context(span.spanId),
      ...(span.parentId === null ? {} : { parentSpanContext: context(span.parentId) }),
      startTime: hrTimeOf(span.startedAt),
      endTime: hrTimeOf(span.startedAt + span.durationMs),
      duration: hrTimeOf(span.durationMs),
      status:
        error === null ? { code: SpanStatusCode.UNSET } : { code: SpanStatusCode.ERROR, message: error },
      attributes: span.attributes,
      events: span.events.map(({ name, at, attributes }) => ({ name, time: hrTimeOf(at), attributes })),
      // OpenTelemetry knows no link to a trace as a whole.
      links: span.links.flatMap(({ traceId: other, spanId, why }) =>
        spanId === null
          ? []
          : [
              {
                context: { traceId: other, spanId, traceFlags: TraceFlags.SAMPLED },
                attributes: { 'flightline.link': why },
              },
            ],
      ),
      ended: true,
      resource: this.resourceOf(span.process),
      instrumentationScope: { name: 'flightline', version: this.about.version },
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
    };
  }

  private resourceOf(process: string): Resource {
    const before = this.resources.get(process);
    if (before) return before;
    const resource = resourceFromAttributes({
      'service.namespace': 'flightline',
      'service.name': `flightline-${process.replace(/-\d+$/, '')}`,
      'service.version': this.about.version,
      'service.instance.id': `${this.about.instanceId}/${process}`,
    });
    this.resources.set(process, resource);
    return resource;
  }
}
