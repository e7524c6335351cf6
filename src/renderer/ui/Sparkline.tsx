/** A line as small as a word: the course of a figure, without axes. */
import classes from './Sparkline.module.css';

interface SparklineProps {
  values: readonly number[];
  /** What reaches the top; without it the largest value does. */
  most?: number;
  label: string;
}

const widthPx = 56;
const heightPx = 16;

export function Sparkline({ values, most, label }: SparklineProps) {
  const top = Math.max(most ?? 0, ...values) || 1;
  const step = widthPx / Math.max(1, values.length - 1);
  const points = values.map((value, index) => {
    const y = heightPx - 1 - (value / top) * (heightPx - 2);
    return `${(index * step).toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg className={classes.line} width={widthPx} height={heightPx} role="img" aria-label={label}>
      {points.length > 1 && <polyline points={points.join(' ')} />}
    </svg>
  );
}
