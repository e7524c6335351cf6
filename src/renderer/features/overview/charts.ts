/** What the charts of the overview show. */
import type { Series } from '../../ui/chart/chart-types';
import { formatDuration, formatNumber, formatPercent } from '../../ui/format';
import { cpuKey, memoryKey } from './bucket';

const color = (name: string): string => `var(--mantine-color-${name}-filled)`;

/** Told apart in both schemes and by most colour vision; repeats after eight processes. */
const processColors = ['flight', 'teal', 'orange', 'grape', 'red', 'yellow', 'cyan', 'pink'];

export interface ChartKind {
  title: string;
  unit: string;
  series: readonly Series[];
  format(value: number): string;
  wholeNumbers?: boolean;
}

export const fixedCharts: readonly ChartKind[] = [
  {
    title: 'Throughput',
    unit: 'per second',
    series: [
      { key: 'completed', label: 'completed', color: color('teal') },
      { key: 'failed', label: 'failed', color: color('red') },
      { key: 'accepted', label: 'accepted', color: color('flight'), dashed: true },
    ],
    format: (value) => formatNumber(value, value > 0 && value < 10 ? 1 : 0),
  },
  {
    title: 'Queue depth',
    unit: 'jobs',
    series: [
      { key: 'waiting', label: 'waiting', color: color('gray') },
      { key: 'active', label: 'active', color: color('flight') },
      { key: 'delayed', label: 'delayed', color: color('yellow') },
    ],
    format: (value) => formatNumber(value, 0),
    wholeNumbers: true,
  },
  {
    title: 'Wait',
    unit: '',
    series: [
      { key: 'wait50', label: 'p50', color: color('flight') },
      { key: 'wait95', label: 'p95', color: color('orange') },
    ],
    format: formatDuration,
  },
  {
    title: 'Run',
    unit: '',
    series: [
      { key: 'run50', label: 'p50', color: color('flight') },
      { key: 'run95', label: 'p95', color: color('orange') },
    ],
    format: formatDuration,
  },
];

export function processCharts(names: readonly string[]): ChartKind[] {
  const series = (keyOf: (name: string) => string): Series[] =>
    names.map((name, index) => ({
      key: keyOf(name),
      label: name,
      color: color(processColors[index % processColors.length] ?? 'gray'),
    }));
  return [
    {
      title: 'CPU',
      unit: 'of one core',
      series: series(cpuKey),
      format: (value) => formatPercent(value / 100),
    },
    {
      title: 'Memory',
      unit: '',
      series: series(memoryKey),
      format: (value) => formatNumber(value, 0, 'MiB'),
    },
  ];
}
