import { describe, expect, it } from 'vitest';
import { Exposition } from './exposition';
import { Histogram } from './histogram';

function linesOf(page: Exposition, name: string): string[] {
  return page
    .text()
    .split('\n')
    .filter((line) => line.startsWith(name));
}

describe('the page of figures', () => {
  it('tells what a metric is before its samples, and nothing of metrics without any', () => {
    const page = new Exposition();
    page.set('dlq_depth', {}, 3);
    expect(page.text()).toBe('# HELP dlq_depth Dead letters\n# TYPE dlq_depth gauge\ndlq_depth 3\n');
  });

  it('leaves out what is not known', () => {
    const page = new Exposition();
    page.set('dlq_depth', {}, null);
    page.set('database_up', {}, undefined);
    page.set('redis_up', {}, NaN);
    expect(page.text()).toBe('');
  });

  it('guards the characters that would end a label', () => {
    const page = new Exposition();
    page.set('flightline_build_info', { version: 'a"b\\c\nd' }, 1);
    expect(linesOf(page, 'flightline_build_info')).toEqual([
      'flightline_build_info{version="a\\"b\\\\c\\nd"} 1',
    ]);
  });

  it('adds buckets up from the lowest edge, with every value in the last', () => {
    const durations = new Histogram();
    for (const ms of [0.5, 3, 3, 40, 9000, 500_000]) durations.record(ms);
    const page = new Exposition();
    page.histogram('job_processing_duration_seconds', {}, durations);
    const counts = new Map(
      linesOf(page, 'job_processing_duration_seconds').map((line) => line.split(' ') as [string, string]),
    );
    const bucket = (le: string) => Number(counts.get(`job_processing_duration_seconds_bucket{le="${le}"}`));
    expect(['0.001', '0.005', '0.025', '0.05', '5', '10', '120', '+Inf'].map(bucket)).toEqual([
      1, 3, 3, 4, 4, 5, 5, 6,
    ]);
    expect(Number(counts.get('job_processing_duration_seconds_count'))).toBe(6);
    const sumS = Number(counts.get('job_processing_duration_seconds_sum'));
    expect(Math.abs(sumS / 509.0465 - 1)).toBeLessThan(0.02);
  });
});
