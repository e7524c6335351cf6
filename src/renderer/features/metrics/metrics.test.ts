import { describe, expect, it } from 'vitest';
import { metricCharts } from '#contract/metric-charts';
import type { MetricRange } from '#contract/metrics';
import { chartData } from './chart-data';
import { rangeToCsv } from './csv';
import { joinRange } from './join-range';

const range = (at: number[], series: Record<string, (number | null)[]>): MetricRange => ({
  stepMs: 1000,
  at,
  spanMs: at.map(() => 1000),
  series: Object.entries(series).map(([id, values]) => ({ id, values })),
});

describe('reading a range on', () => {
  it('replaces the last bucket, drops what is too old, and bears series that come and go', () => {
    const old = range([0, 1000, 2000], { a: [1, 2, 3], gone: [7, 8, 9] });
    const newer = range([2000, 3000], { a: [30, 40], fresh: [5, 6] });
    expect(joinRange(old, newer, 1500)).toEqual(
      range([1000, 2000, 3000], { a: [2, 30, 40], gone: [8, null, null], fresh: [null, 5, 6] }),
    );
  });
});

describe('the data of a chart', () => {
  const chart = metricCharts.find(({ id }) => id === 'cpu');
  it('has a line for each process', () => {
    const data =
      chart && chartData(chart, range([0], { 'process.cpu:store': [0.5], 'process.memory:x': [1] }));
    expect(data?.series.map(({ key, label }) => [key, label])).toEqual([['process.cpu:store', 'store']]);
    expect(data?.points).toEqual([{ at: 0, 'process.cpu:store': 0.5 }]);
  });

  it('is nothing where nothing is known', () => {
    expect(chart && chartData(chart, range([0], { 'process.cpu:store': [null] }))).toBeNull();
  });
});

it('writes CSV with units, and leaves gaps empty', () => {
  const text = rangeToCsv(
    range([0, 1000], { 'jobs.run.p95': [12.5, null], 'process.cpu:a,b': [1, 2], none: [null, null] }),
  );
  expect(text).toBe(
    'begin (UTC),measured (s),jobs.run.p95 (ms),"process.cpu:a,b (cores)"\r\n' +
      '1970-01-01T00:00:00.000Z,1,12.5,1\r\n1970-01-01T00:00:01.000Z,1,,2\r\n',
  );
});
