/** Lines over time; all charts of a page share their crosshair. */
import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatMoment } from '../../ui/time-format';
import { Panel } from '../../ui/Panel';
import type { ChartPoint } from './bucket';
import { ChartTip } from './ChartTip';
import classes from './Overview.module.css';

export interface Series {
  key: string;
  label: string;
  color: string;
  dashed?: boolean;
}

interface TimeChartProps {
  title: string;
  unit: string;
  points: readonly ChartPoint[];
  series: readonly Series[];
  /** Shown at left and right, ms since the epoch. */
  from: number;
  to: number;
  format(value: number): string;
}

const axis = { fontSize: 11, fill: 'var(--mantine-color-dimmed)' } as const;

function PlainTimeChart({ title, unit, points, series, from, to, format }: TimeChartProps) {
  return (
    <Panel title={title} flush aside={<Keys series={series} unit={unit} />}>
      <div
        className={classes.chart}
        role="img"
        aria-label={`${title}, ${unit}: ${spoken(points, series, format)}`}
      >
        <ResponsiveContainer width="100%" height="100%">
          <LineChart
            data={[...points]}
            syncId="overview"
            syncMethod="value"
            margin={{ top: 6, right: 24, bottom: 0, left: 0 }}
          >
            <CartesianGrid stroke="var(--fl-line)" vertical={false} />
            <XAxis
              dataKey="at"
              type="number"
              domain={[from, to]}
              allowDataOverflow
              tickFormatter={(at: number) => formatMoment(at, 'minute')}
              tick={axis}
              tickLine={false}
              axisLine={{ stroke: 'var(--fl-line)' }}
              minTickGap={50}
            />
            <YAxis
              tick={axis}
              tickLine={false}
              axisLine={false}
              width={52}
              tickFormatter={format}
              tickCount={4}
              domain={[0, 'auto']}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--mantine-color-dimmed)', strokeWidth: 1 }}
              content={({ active, label }) =>
                active && typeof label === 'number' ? (
                  <ChartTip at={label} points={points} series={series} format={format} />
                ) : null
              }
            />
            {series.map(({ key, label, color, dashed }) => (
              <Line
                key={key}
                dataKey={key}
                name={label}
                stroke={color}
                strokeWidth={1.6}
                {...(dashed ? { strokeDasharray: '4 3' } : {})}
                dot={false}
                activeDot={{ r: 3, strokeWidth: 0 }}
                isAnimationActive={false}
                connectNulls={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
    </Panel>
  );
}

/** Drawn again only when a sample comes, not when something else on the page changes. */
export const TimeChart = memo(PlainTimeChart);

function Keys({ series, unit }: { series: readonly Series[]; unit: string }) {
  return (
    <span className={classes.keys}>
      {series.map(({ key, label, color }) => (
        <span key={key}>
          <i style={{ background: color }} /> {label}
        </span>
      ))}
      <span>{unit}</span>
    </span>
  );
}

function spoken(
  points: readonly ChartPoint[],
  series: readonly Series[],
  format: (value: number) => string,
): string {
  const last = points.at(-1);
  return series
    .map(({ key, label }) => {
      const value = last?.[key];
      return `${label} ${value === null || value === undefined ? 'none' : format(value)}`;
    })
    .join(', ');
}
