/** One chart of the metrics page. */
import { memo, useCallback, useMemo } from 'react';
import type { MetricChart } from '#contract/metric-series';
import type { MetricRange } from '#contract/metrics';
import type { Annotation } from '../../ui/chart/chart-types';
import { TimeChart } from '../../ui/chart/TimeChart';
import { formatMetric, unitNotes } from '../../ui/metric-units';
import { chartData } from './chart-data';
import { useOnScreen } from './use-on-screen';
import classes from './Metrics.module.css';

interface MetricPanelProps {
  chart: MetricChart;
  range: MetricRange;
  from: number;
  to: number;
  annotations: readonly Annotation[];
  hidden: ReadonlySet<string>;
  onToggle(series: string): void;
  onZoom(from: number, to: number): void;
}

function PlainMetricPanel({ chart, range, onToggle, ...rest }: MetricPanelProps) {
  const { ref, onScreen } = useOnScreen();
  const data = useMemo(() => (onScreen ? chartData(chart, range) : null), [chart, range, onScreen]);
  const toggle = useCallback((key: string) => onToggle(key), [onToggle]);
  return (
    <div ref={ref} className={classes.place}>
      {data && (
        <TimeChart
          title={chart.title}
          unit={unitNotes[chart.unit]}
          format={formatMetric(chart.unit)}
          binary={chart.unit === 'bytes' || chart.unit === 'bytesPerSecond'}
          series={data.series}
          points={data.points}
          syncId="metrics"
          onToggle={toggle}
          {...rest}
        />
      )}
    </div>
  );
}

export const MetricPanel = memo(PlainMetricPanel);
