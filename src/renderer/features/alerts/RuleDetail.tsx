/** One rule: its figure over the last hour with the limit, what to do, and when it fired. */
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AlertStatus } from '#contract/alerts';
import { trpc } from '../../shell/api';
import type { Annotation } from '../../ui/chart/chart-types';
import { TimeChart } from '../../ui/chart/TimeChart';
import { useNow } from '../../ui/clock';
import { formatMetric } from '../../ui/metric-units';
import { Panel } from '../../ui/Panel';
import { IncidentTable } from './IncidentTable';
import { figureName, formatFigure, unitOf } from './words';
import classes from './Alerts.module.css';

const spanMs = 3_600_000;
const everyMs = 10_000;

export function RuleDetail({ status: { rule } }: { status: AlertStatus }) {
  const to = useNow(everyMs);
  const from = to - spanMs;
  const range = useQuery({
    ...trpc.metrics.range.queryOptions({
      from,
      to: to + everyMs,
      points: 360,
      ...(rule.engine === null ? {} : { engine: rule.engine }),
    }),
    placeholderData: (before) => before,
  }).data;
  const incidents = useQuery(trpc.alerts.incidents.queryOptions({ ruleId: rule.id, limit: 50 })).data;
  const values = range?.series.find(({ id }) => id === rule.series)?.values;
  const points = (range?.at ?? []).map((at, index) => ({ at, value: values?.[index] ?? null }));
  const unit = unitOf(rule.series);
  const marks = (incidents?.rows ?? []).flatMap(({ firedAt, resolvedAt }): Annotation[] => [
    { at: firedAt, label: 'It fired', tone: 'bad' },
    ...(resolvedAt === null ? [] : [{ at: resolvedAt, label: 'It was resolved', tone: 'good' } as const]),
  ]);
  return (
    <div className={classes.detail}>
      <TimeChart
        title={`${rule.name}: last hour`}
        unit=""
        points={points}
        series={[
          { key: 'value', label: figureName(rule.series), color: 'var(--mantine-color-flight-filled)' },
        ]}
        from={from}
        to={to}
        format={formatMetric(unit)}
        binary={unit === 'bytes' || unit === 'bytesPerSecond'}
        limit={{ value: rule.threshold, label: formatFigure(rule.series, rule.threshold) }}
        annotations={marks}
      />
      <Panel title="What to do">
        <Text size="sm">{rule.action || 'Nobody wrote it down yet.'}</Text>
        <Text size="xs" c="dimmed" mt={6}>
          Taken over {rule.windowS} s; must hold for {rule.forS} s.{' '}
          {rule.builtIn ? 'Comes with Flightline' : 'A rule of your own'}
          {rule.changed ? ', changed' : ''}.
        </Text>
      </Panel>
      <Panel title="History" flush>
        <IncidentTable incidents={incidents?.rows ?? []} />
      </Panel>
    </div>
  );
}
