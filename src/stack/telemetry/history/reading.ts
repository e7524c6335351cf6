/** Reads series out of frames. */
import type { MetricSeries, MetricSource } from '#contract/metric-series';
import { Histogram } from '../histogram';
import { type Frame, depthKnown } from './frame';

type Part = 'gauges' | 'counts' | 'histograms';

/** Keys of some frames that a pattern means; looked up once for many frames. */
export class FrameKeys {
  private readonly keys: Record<Part, string[]>;
  private readonly found = new Map<string, string[]>();

  constructor(frames: readonly Frame[]) {
    const all: Record<Part, Set<string>> = { gauges: new Set(), counts: new Set(), histograms: new Set() };
    for (const frame of frames)
      for (const part of ['gauges', 'counts', 'histograms'] as const)
        for (const key in frame[part]) all[part].add(key);
    this.keys = { gauges: [...all.gauges], counts: [...all.counts], histograms: [...all.histograms] };
  }

  matching(part: Part, pattern: string): readonly string[] {
    const name = `${part} ${pattern}`;
    const known = this.found.get(name);
    if (known) return known;
    const wanted = pattern.split('/');
    const keys = this.keys[part].filter((key) => fits(wanted, key.split('/')));
    this.found.set(name, keys);
    return keys;
  }
}

function fits(wanted: readonly string[], parts: readonly string[]): boolean {
  return (
    wanted.length === parts.length && wanted.every((part, index) => part === '*' || part === parts[index])
  );
}

/** The series itself, or one for each thing that its split names in these frames. Splits come in alphabetical order. */
export function expand(series: MetricSeries, keys: FrameKeys, engine: string | undefined): MetricSeries[] {
  const source = series.byEngine && engine !== undefined ? ofEngine(series.source, engine) : series.source;
  const { split } = series;
  if (split === undefined) return [{ ...series, source }];
  const names = keys.matching(partOf(source), source.key).map((key) => key.split('/')[split] ?? '');
  return [...new Set(names)].sort().map((name) => ({
    ...series,
    id: `${series.id}:${name}`,
    label: name,
    source: { ...source, key: withPart(source.key, split, name) },
  }));
}

function partOf({ kind }: MetricSource): Part {
  if (kind === 'percentile') return 'histograms';
  return kind === 'gauge' || kind === 'ratio' ? 'gauges' : 'counts';
}

function withPart(pattern: string, index: number, name: string): string {
  return pattern
    .split('/')
    .map((part, place) => (place === index ? name : part))
    .join('/');
}

function ofEngine(source: MetricSource, engine: string): MetricSource {
  const key = source.key.replace('*', engine);
  if (source.kind === 'share')
    return { ...source, key, of: source.of.map((one) => one.replace('*', engine)) };
  return { ...source, key };
}

/** @returns null where the frame does not know it */
export function valueIn(frame: Frame, source: MetricSource, keys: FrameKeys): number | null {
  switch (source.kind) {
    case 'gauge':
      return gaugeIn(frame, source.key, keys);
    case 'ratio': {
      const [part, whole] = [gaugeIn(frame, source.key, keys), gaugeIn(frame, source.of, keys)];
      return part === null || whole === null || whole === 0 ? null : part / whole;
    }
    case 'rate': {
      const count = countIn(frame, source.key, keys);
      return count === null ? null : (count * 1000) / frame.spanMs;
    }
    case 'share': {
      const known = source.of.map((key) => countIn(frame, key, keys)).filter((count) => count !== null);
      if (known.length === 0) return null;
      const whole = known.reduce((sum, count) => sum + count, 0);
      return (countIn(frame, source.key, keys) ?? 0) / Math.max(1, whole);
    }
    case 'percentile':
      return percentileIn(frame, source, keys);
  }
}

function gaugeIn({ gauges }: Frame, pattern: string, keys: FrameKeys): number | null {
  let sum: number | null = pattern.startsWith('depth/') && depthKnown in gauges ? 0 : null;
  for (const key of keys.matching('gauges', pattern)) {
    const value = gauges[key];
    if (value !== undefined) sum = (sum ?? 0) + value;
  }
  return sum;
}

function countIn({ counts }: Frame, pattern: string, keys: FrameKeys): number | null {
  let sum: number | null = null;
  for (const key of keys.matching('counts', pattern)) {
    const value = counts[key];
    if (value !== undefined) sum = (sum ?? 0) + value;
  }
  return sum;
}

function percentileIn(
  { histograms }: Frame,
  { key: pattern, share }: Extract<MetricSource, { kind: 'percentile' }>,
  keys: FrameKeys,
): number | null {
  const all = new Histogram();
  for (const key of keys.matching('histograms', pattern)) {
    const pairs = histograms[key] ?? [];
    for (let index = 0; index < pairs.length; index += 2)
      all.addBucket(pairs[index] ?? 0, pairs[index + 1] ?? 0);
  }
  return all.percentile(share);
}
