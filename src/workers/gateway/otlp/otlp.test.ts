import { describe, expect, it } from 'vitest';
import { spanOf } from '../../../stack/telemetry/span';
import { headersOf, shownEndpoint, tracesUrl } from './endpoint';
import { OtelSpans, hrTimeOf } from './to-otel-span';

describe('the address of a collector', () => {
  it.each([
    ['http://localhost:4318', 'http://localhost:4318/v1/traces'],
    ['http://localhost:4318/', 'http://localhost:4318/v1/traces'],
    ['https://otlp.example.org/otlp', 'https://otlp.example.org/otlp/v1/traces'],
    ['http://localhost:4318/v1/traces', 'http://localhost:4318/v1/traces'],
  ])('of %s is %s', (endpoint, url) => expect(tracesUrl(endpoint)).toBe(url));

  it('is shown without its password', () =>
    expect(shownEndpoint('https://me:secret@otlp.example.org/x?key=1')).toBe('https://otlp.example.org/x'));

  it.each([
    [undefined, {}],
    ['a=b', { a: 'b' }],
    ['authorization=Basic%20abc==, x-scope = 1', { authorization: 'Basic abc==', 'x-scope': '1' }],
    ['nonsense,=x,broken=%zz', { broken: '%zz' }],
  ])('has the headers of %s', (text, headers) => expect(headersOf(text)).toEqual(headers));
});

describe('spans for OpenTelemetry', () => {
  const spans = new OtelSpans({ version: '1', instanceId: 'i' });

  it('keep fractions of a millisecond', () =>
    expect(hrTimeOf(1_700_000_000_123.25)).toEqual([1_700_000_000, 123_250_000]));

  it('keep parents, failures and links, and name the service by its process', () => {
    const span = spanOf(
      {
        name: 'run dem',
        sort: 'run',
        spanId: 'a'.repeat(16),
        parentId: 'b'.repeat(16),
        startedAt: 5000,
        durationMs: 250,
        error: 'no',
        links: [
          { traceId: 'c'.repeat(32), spanId: 'd'.repeat(16), why: 'the attempt before' },
          { traceId: 'c'.repeat(32), spanId: null, why: 'before it was retried' },
        ],
      },
      'engine-igc-2',
    );
    const sent = spans.of(span, 'e'.repeat(32));
    expect(sent.spanContext()).toMatchObject({ traceId: 'e'.repeat(32), spanId: 'a'.repeat(16) });
    expect(sent.parentSpanContext?.spanId).toBe('b'.repeat(16));
    expect(sent.status).toEqual({ code: 2, message: 'no' });
    expect(sent.endTime).toEqual([5, 250_000_000]);
    expect(sent.links.map(({ context }) => context.spanId)).toEqual(['d'.repeat(16)]);
    expect(sent.resource.attributes['service.name']).toBe('flightline-engine-igc');
    expect(spans.of({ ...span, spanId: 'f'.repeat(16) }, 'e'.repeat(32)).resource).toBe(sent.resource);
  });
});
