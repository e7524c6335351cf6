/** The values under the crosshair. */
import { Time } from '../../ui/Time';
import type { ChartPoint } from './bucket';
import type { Series } from './TimeChart';
import classes from './Overview.module.css';

interface ChartTipProps {
  at: number;
  points: readonly ChartPoint[];
  series: readonly Series[];
  format(value: number): string;
}

export function ChartTip({ at, points, series, format }: ChartTipProps) {
  const point = points.find((one) => one.at === at);
  if (!point) return null;
  return (
    <div className={classes.tip}>
      <Time at={at} part="time" />
      {series.map(({ key, label, color }) => {
        const value = point[key];
        return (
          <div key={key} className={classes.tipRow}>
            <i style={{ background: color }} />
            <span>{label}</span>
            <b>{value === null || value === undefined ? '–' : format(value)}</b>
          </div>
        );
      })}
    </div>
  );
}
