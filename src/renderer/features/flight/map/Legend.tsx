/** What the colours of the track mean. */
import { binColor, varioBins } from '../vario-bins';
import classes from './Map.module.css';

export function Legend({ dark }: { dark: boolean }) {
  return (
    <div
      className={classes.legend}
      role="img"
      aria-label="Colours: blue sinks, grey holds height, orange to red climbs; metres per second"
    >
      {varioBins.map((bin, index) => (
        <span
          key={bin.label}
          className={classes.swatch}
          title={`${bin.label} m/s`}
          style={{ background: binColor(index, dark) }}
        >
          <span>{index < varioBins.length - 1 ? String(bin.upToMps).replace('-', '−') : ''}</span>
        </span>
      ))}
      <span className={classes.unit}>m/s</span>
    </div>
  );
}
