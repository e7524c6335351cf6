/** One page of figures in Prometheus' text form. https://prometheus.io/docs/instrumenting/exposition_formats/ */
import { type Histogram, valueOf } from './histogram';
import { type HistogramName, type LabelsOf, type Metric, type MetricName, metrics } from './metric-list';
import type { NumberName } from './metric-list';

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

type Labels = Readonly<Record<string, string>>;

/** Metrics that were given no sample are left out of the page. */
export class Exposition {
  private readonly samples = new Map<MetricName, string[]>();

  /** A figure that is not known (null, or no number) leaves no sample: a gap is truer than a zero. */
  set<N extends NumberName>(name: N, labels: LabelsOf<N>, value: number | null | undefined): void {
    if (value === null || value === undefined || Number.isNaN(value)) return;
    this.line(name, name, labels, value);
  }

  /** Buckets of a value in ms are filled by the middle of its own bucket, which is off by 1 % at most. */
  histogram<N extends HistogramName>(name: N, labels: LabelsOf<N>, durationsMs: Histogram): void {
    const { edgesS } = metrics[name];
    const counts = new Array<number>(edgesS.length).fill(0);
    let sumS = 0;
    for (const [bucket, count] of durationsMs.pairs()) {
      const valueS = valueOf(bucket) / 1000;
      sumS += valueS * count;
      const at = edgesS.findIndex((edge) => valueS <= edge);
      if (at >= 0) counts[at] = (counts[at] ?? 0) + count;
    }
    let below = 0;
    edgesS.forEach((edge, index) => {
      below += counts[index] ?? 0;
      this.line(name, `${name}_bucket`, { ...labels, le: String(edge) }, below);
    });
    this.line(name, `${name}_bucket`, { ...labels, le: '+Inf' }, durationsMs.count);
    this.line(name, `${name}_sum`, labels, sumS);
    this.line(name, `${name}_count`, labels, durationsMs.count);
  }

  text(): string {
    const known = Object.entries(metrics) as [MetricName, Metric][];
    return known
      .flatMap(([name, { kind, help }]) => {
        const lines = this.samples.get(name);
        return lines ? [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...lines, ''] : [];
      })
      .join('\n');
  }

  private line(family: MetricName, name: string, labels: Labels, value: number): void {
    const lines = this.samples.get(family) ?? [];
    this.samples.set(family, lines);
    lines.push(`${name}${labelText(labels)} ${valueText(value)}`);
  }
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function valueText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}
