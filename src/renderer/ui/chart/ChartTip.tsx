/** The values under the crosshair, and what happened there. */
import { Time } from '../Time';
import type { Annotation, ChartPoint, Series } from './chart-types';
import classes from './Chart.module.css';

interface ChartTipProps {
  point: ChartPoint;
  series: readonly Series[];
  annotations: readonly Annotation[];
  /** Days are told apart too. */
  dated: boolean;
  format(value: number): string;
}

export function ChartTip({ point, series, annotations, dated, format }: ChartTipProps) {
  return (
    <div className={classes.tip}>
      <Time at={point.at} part={dated ? 'datetime' : 'time'} />
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
      {annotations.map(({ at, label, tone }) => (
        <div key={`${at} ${label}`} className={classes.tipNote} data-tone={tone}>
          {label}
        </div>
      ))}
    </div>
  );
}
