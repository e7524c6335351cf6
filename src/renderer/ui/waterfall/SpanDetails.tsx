/** All that a span says: times, attributes, events with their stacks, what it is linked to. */
import type { ReactNode } from 'react';
import { Alert, Text, Title } from '@mantine/core';
import type { Span } from '#contract/traces';
import { CopyField } from '../CopyField';
import { CopyIcon } from '../CopyIcon';
import { formatDuration } from '../format';
import { Stack as StackTrace } from '../Stack';
import { Time } from '../Time';
import { cancelledOf } from './cancelled-of';
import { sortColors, sortNames } from './span-sorts';
import { ownMs } from './waterfall-rows';
import classes from './Waterfall.module.css';

interface SpanDetailsProps {
  span: Span;
  spans: readonly Span[];
  /** Makes a link to another trace. */
  linkTo(traceId: string, text: string): ReactNode;
  traceId: string;
}

export function SpanDetails({ span, spans, linkTo, traceId }: SpanDetailsProps) {
  const cancelled = cancelledOf(span);
  const origin = spans[0]?.startedAt ?? span.startedAt;
  return (
    <section className={classes.details} aria-label={`Span ${span.name}`}>
      <Title order={2} className={classes.detailsTitle}>
        <span className={classes.swatch} style={{ background: sortColors[span.sort] }} aria-hidden />
        {span.name}
      </Title>
      {span.error !== null && (
        <Alert color="red" mb="xs">
          {span.error}
        </Alert>
      )}
      {cancelled !== null && (
        <Alert color="gray" mb="xs" title="Cancelled">
          {cancelled}
        </Alert>
      )}
      <dl className={classes.facts}>
        <dt>Took</dt>
        <dd>
          {formatDuration(span.durationMs)}
          <Text span size="xs" c="dimmed">
            {' '}
            · {formatDuration(ownMs(span, spans))} of its own
          </Text>
        </dd>
        <dt>Began</dt>
        <dd>
          <Time at={span.startedAt} part="datetime" />
          <Text span size="xs" c="dimmed">
            {' '}
            · {formatDuration(span.startedAt - origin)} into the trace
          </Text>
        </dd>
        <dt>What</dt>
        <dd>{sortNames[span.sort]}</dd>
        <dt>Process</dt>
        <dd>{span.process}</dd>
        <dt>Span</dt>
        <dd>
          <CopyField value={span.spanId} label="Copy the span id" />
        </dd>
        {span.links.map(({ traceId: other, spanId, why }) => (
          <Linked key={`${other}-${spanId}`} why={why}>
            {other === traceId
              ? (spans.find((one) => one.spanId === spanId)?.name ?? 'in this trace')
              : linkTo(other, `trace ${other.slice(0, 8)}`)}
          </Linked>
        ))}
      </dl>
      {Object.keys(span.attributes).length > 0 && (
        <>
          <Title order={3} mt="sm" mb={4}>
            Attributes
          </Title>
          <dl className={classes.facts} data-small>
            {Object.entries(span.attributes).map(([name, value]) => (
              <Linked key={name} why={name}>
                {String(value)} <CopyIcon value={String(value)} label={`Copy ${name}`} />
              </Linked>
            ))}
          </dl>
        </>
      )}
      {span.events
        .filter(({ name }) => name !== 'cancelled')
        .map((event) => (
          <Event key={`${event.name}-${event.at}`} event={event} since={event.at - span.startedAt} />
        ))}
    </section>
  );
}

function Linked({ why, children }: { why: string; children: ReactNode }) {
  return (
    <>
      <dt>{why}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Event({ event, since }: { event: Span['events'][number]; since: number }) {
  const { 'exception.stacktrace': stack, ...rest } = event.attributes;
  return (
    <>
      <Title order={3} mt="sm" mb={4}>
        {event.name === 'exception' ? 'Exception' : event.name}{' '}
        <Text span size="xs" c="dimmed">
          after {formatDuration(since)}
        </Text>
      </Title>
      <dl className={classes.facts} data-small>
        {Object.entries(rest).map(([name, value]) => (
          <Linked key={name} why={name}>
            {String(value)}
          </Linked>
        ))}
      </dl>
      {typeof stack === 'string' && <StackTrace text={stack} />}
    </>
  );
}
