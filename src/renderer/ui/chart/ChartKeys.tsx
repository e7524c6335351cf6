/** The legend: names of the lines; a click hides one where the page allows it. */
import type { Series } from './chart-types';
import classes from './Chart.module.css';

interface ChartKeysProps {
  series: readonly Series[];
  unit: string;
  hidden: ReadonlySet<string>;
  onToggle?: ((key: string) => void) | undefined;
}

export function ChartKeys({ series, unit, hidden, onToggle }: ChartKeysProps) {
  return (
    <span className={classes.keys}>
      {series.map(({ key, label, color }) => {
        const mark = <i style={{ background: color }} />;
        if (!onToggle)
          return (
            <span key={key}>
              {mark} {label}
            </span>
          );
        return (
          <button
            key={key}
            type="button"
            className={classes.key}
            aria-pressed={!hidden.has(key)}
            onClick={() => onToggle(key)}
          >
            {mark} {label}
          </button>
        );
      })}
      <span>{unit}</span>
    </span>
  );
}
