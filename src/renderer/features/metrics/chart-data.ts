/** From a range to what a chart draws. */
import type { MetricChart } from '#contract/metric-series';
import type { AnnotationKind, MetricAnnotation, MetricRange } from '#contract/metrics';
import type { Annotation, ChartPoint, Series } from '../../ui/chart/chart-types';

const color = (name: string): string => `var(--mantine-color-${name}-filled)`;

/** Told apart in both schemes and by most colour vision; they repeat after eight. */
const palette = ['flight', 'teal', 'orange', 'grape', 'red', 'yellow', 'cyan', 'pink'];

/** What a word stands for everywhere in the console. */
const meaning: Record<string, string> = {
  completed: 'teal',
  failed: 'red',
  retried: 'yellow',
  waiting: 'gray',
  active: 'flight',
  delayed: 'yellow',
  p50: 'flight',
  p95: 'orange',
  p99: 'red',
  limit: 'gray',
  'built in': 'gray',
};

export interface ChartData {
  series: readonly Series[];
  points: readonly ChartPoint[];
}

/** @returns null where nothing is known of any of its series */
export function chartData(chart: MetricChart, range: MetricRange): ChartData | null {
  const found = chart.series.flatMap((one) =>
    range.series
      .filter(({ id }) => (one.split === undefined ? id === one.id : id.startsWith(`${one.id}:`)))
      .filter(({ values }) => values.some((value) => value !== null))
      .map(({ id, values }) => ({
        id,
        values,
        label: one.split === undefined ? one.label : id.slice(one.id.length + 1),
        dashed: one.dashed ?? false,
      })),
  );
  if (found.length === 0) return null;
  return {
    series: found.map(({ id, label, dashed }, index) => ({
      key: id,
      label,
      color: color(meaning[label] ?? palette[index % palette.length] ?? 'gray'),
      dashed,
    })),
    points: range.at.map((at, index) => {
      const point: ChartPoint = { at };
      for (const { id, values } of found) point[id] = values[index] ?? null;
      return point;
    }),
  };
}

export const kindLabels: Record<AnnotationKind, string> = {
  deploy: 'New versions',
  start: 'Starts',
  crash: 'Crashes',
  scaling: 'Scaling',
  act: 'Acts of operators',
  alert: 'Alerts',
};

const tones: Record<AnnotationKind, Annotation['tone']> = {
  deploy: 'good',
  start: 'plain',
  crash: 'bad',
  scaling: 'good',
  act: 'plain',
  alert: 'warn',
};

export function marksOf(
  annotations: readonly MetricAnnotation[],
  unmarked: readonly AnnotationKind[],
): Annotation[] {
  return annotations
    .filter(({ kind }) => !unmarked.includes(kind))
    .map(({ at, kind, label }) => ({ at, label, tone: tones[kind] }));
}
