/** Reduces a series to one column per pixel and keeps its extremes, so that no peak is lost at any zoom. */
import type { Span } from '../track-search';

export interface PixelColumns {
  /** NaN in a column without a fix. */
  min: Float64Array;
  max: Float64Array;
  /** Mean of the second series in the column; NaN as above. */
  mean: Float64Array;
}

export interface Series {
  timeS: readonly number[];
  value: readonly number[];
  /** Averaged, e.g. the vario that colours the column. */
  tint: readonly number[];
}

export function toPixelColumns(series: Series, span: Span, width: number): PixelColumns {
  const min = new Float64Array(width).fill(NaN);
  const max = new Float64Array(width).fill(NaN);
  const mean = new Float64Array(width).fill(NaN);
  const count = new Uint32Array(width);
  const start = series.timeS[span.from] ?? 0;
  const length = Math.max(1e-9, (series.timeS[span.to] ?? 0) - start);
  for (let index = span.from; index <= span.to; index += 1) {
    const share = ((series.timeS[index] ?? 0) - start) / length;
    const column = Math.min(width - 1, Math.max(0, Math.floor(share * width)));
    const value = series.value[index] ?? 0;
    const tint = series.tint[index] ?? 0;
    if (count[column] === 0) {
      min[column] = value;
      max[column] = value;
      mean[column] = tint;
    } else {
      if (value < (min[column] ?? 0)) min[column] = value;
      if (value > (max[column] ?? 0)) max[column] = value;
      mean[column] = (mean[column] ?? 0) + tint;
    }
    count[column] = (count[column] ?? 0) + 1;
  }
  for (let column = 0; column < width; column += 1) {
    const n = count[column] ?? 0;
    if (n > 1) mean[column] = (mean[column] ?? 0) / n;
  }
  return { min, max, mean };
}
