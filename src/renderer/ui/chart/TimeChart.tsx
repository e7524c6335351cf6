/** Lines over time. Charts of one `syncId` share their crosshair; a drag zooms where the page takes it. */
import { memo, useMemo, useState } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { Panel } from '../Panel';
import { AnnotationLayer } from './AnnotationLayer';
import { ChartKeys } from './ChartKeys';
import { ChartTip } from './ChartTip';
import type { Annotation, ChartPoint, Limit, Series } from './chart-types';
import { LonelyDot, lonelyPlaces } from './LonelyDot';
import { tickLabel, tickStepMs, timeTicks, zoneOffsetMs } from './time-ticks';
import { valueTicks } from './value-ticks';
import { ZoomLayer } from './ZoomLayer';
import classes from './Chart.module.css';

export interface TimeChartProps {
  title: string;
  unit: string;
  points: readonly ChartPoint[];
  series: readonly Series[];
  /** Shown at left and right, ms since the epoch. */
  from: number;
  to: number;
  format(value: number): string;
  /** Counts: no tick between two of them. */
  wholeNumbers?: boolean;
  /** Values are bytes. */
  binary?: boolean;
  /** Charts with the same one show the crosshair at the same moment. */
  syncId?: string;
  annotations?: readonly Annotation[];
  limit?: Limit;
  /** Keys of series that are not drawn. */
  hidden?: ReadonlySet<string>;
  onToggle?: (key: string) => void;
  onZoom?: (from: number, to: number) => void;
}

const axis = { fontSize: 11, fill: 'var(--mantine-color-dimmed)' } as const;
const mostTicks = 6;
const dayMs = 86_400_000;
const noAnnotations: readonly Annotation[] = [];
const noneHidden: ReadonlySet<string> = new Set();

function PlainTimeChart(props: TimeChartProps) {
  const { title, unit, points, series, from, to, format, limit, onZoom, onToggle } = props;
  const { annotations = noAnnotations, hidden = noneHidden } = props;
  const [hovered, setHovered] = useState(false);
  const drawn = series.filter(({ key }) => !hidden.has(key));
  const seen = annotations.filter(({ at }) => at >= from && at <= to);
  const spanMs = to - from;
  const stepMs = tickStepMs(spanMs, mostTicks);
  const ticks = useMemo(() => timeTicks(from, to, mostTicks, zoneOffsetMs(to)), [from, to]);
  const data = useMemo(() => [...points], [points]);
  const top = Math.max(limit?.value ?? 0, largest(points, drawn));
  const upright = valueTicks(props.wholeNumbers ? Math.max(1, Math.ceil(top)) : top, props.binary).filter(
    (tick) => !props.wholeNumbers || Number.isInteger(tick),
  );
  return (
    <Panel
      title={title}
      flush
      aside={<ChartKeys series={series} unit={unit} hidden={hidden} onToggle={onToggle} />}
    >
      <div
        className={classes.chart}
        role="img"
        aria-label={`${title}, ${unit}: ${spoken(points, drawn, format)}`}
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
      >
        {isEmpty(points, drawn) && <p className={classes.empty}>Nothing was measured in this time.</p>}
        <ResponsiveContainer width="100%" height="100%">
          <LineChart
            data={data}
            {...(props.syncId === undefined ? {} : { syncId: props.syncId, syncMethod: 'value' as const })}
            margin={{ top: 9, right: 24, bottom: 0, left: 0 }}
          >
            <CartesianGrid stroke="var(--fl-line)" vertical={false} />
            <XAxis
              dataKey="at"
              type="number"
              domain={[from, to]}
              allowDataOverflow
              ticks={ticks}
              tickFormatter={(at: number) => tickLabel(at, stepMs, spanMs)}
              tick={axis}
              tickLine={false}
              axisLine={{ stroke: 'var(--fl-line)' }}
              minTickGap={24}
            />
            <YAxis
              tick={axis}
              tickLine={false}
              axisLine={false}
              width={58}
              tickFormatter={format}
              ticks={upright}
              interval={0}
              domain={[0, upright.at(-1) ?? 1]}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--mantine-color-dimmed)', strokeWidth: 1 }}
              content={({ active, label }) => {
                const index = hovered && active ? points.findIndex(({ at }) => at === label) : -1;
                const point = points[index];
                if (!point) return null;
                return (
                  <ChartTip
                    point={point}
                    series={drawn}
                    annotations={near(seen, points, index)}
                    dated={spanMs > dayMs}
                    format={format}
                  />
                );
              }}
            />
            {limit && (
              <ReferenceLine
                y={limit.value}
                stroke="var(--fl-bad)"
                strokeDasharray="5 4"
                label={{
                  value: limit.label,
                  position: 'insideTopRight',
                  fontSize: 11,
                  fill: 'var(--fl-bad)',
                }}
              />
            )}
            {drawn.map(({ key, label, color, dashed }) => (
              <Line
                key={key}
                dataKey={key}
                name={label}
                stroke={color}
                strokeWidth={1.6}
                {...(dashed ? { strokeDasharray: '4 3' } : {})}
                dot={lonelyDots(points, key)}
                activeDot={{ r: 3, strokeWidth: 0 }}
                isAnimationActive={false}
                connectNulls={false}
              />
            ))}
            <AnnotationLayer annotations={seen} from={from} to={to} />
            {onZoom && <ZoomLayer from={from} to={to} onZoom={onZoom} />}
          </LineChart>
        </ResponsiveContainer>
      </div>
    </Panel>
  );
}

/** Drawn again only when a sample comes, not when something else on the page changes. */
export const TimeChart = memo(PlainTimeChart);

interface DotProps {
  index: number;
  cx?: number;
  cy?: number;
  stroke?: string;
}

/** Asked for only where there are some: it is called for every point of a line. */
function lonelyDots(points: readonly ChartPoint[], series: string) {
  const lonely = lonelyPlaces(points, series);
  if (lonely.size === 0) return false;
  return ({ index, ...props }: DotProps) => (lonely.has(index) ? <LonelyDot key={index} {...props} /> : null);
}

/** What happened between this point and its neighbours. */
function near(
  annotations: readonly Annotation[],
  points: readonly ChartPoint[],
  index: number,
): readonly Annotation[] {
  const at = points[index]?.at ?? 0;
  const before = points[index - 1]?.at ?? at;
  const after = points[index + 1]?.at ?? at;
  return annotations.filter((one) => one.at > (before + at) / 2 && one.at <= (at + after) / 2);
}

function isEmpty(points: readonly ChartPoint[], series: readonly Series[]): boolean {
  return !points.some((point) => series.some(({ key }) => typeof point[key] === 'number'));
}

function largest(points: readonly ChartPoint[], series: readonly Series[]): number {
  let max = 0;
  for (const point of points) for (const { key } of series) max = Math.max(max, point[key] ?? 0);
  return max;
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
