/** How often something came lately, as small bars. */
import { plural } from '../../../ui/format';
import classes from '../Failed.module.css';

const heightPx = 22;
const barPx = 4;

export function Spark({ parts, hours }: { parts: readonly number[]; hours: number }) {
  const most = Math.max(1, ...parts);
  const sum = parts.reduce((all, part) => all + part, 0);
  const label = `${plural(sum, 'letter')} in the last ${hours === 24 ? '24 hours' : '7 days'}`;
  return (
    <svg
      className={classes.spark}
      role="img"
      aria-label={label}
      width={parts.length * barPx}
      height={heightPx}
      viewBox={`0 0 ${parts.length * barPx} ${heightPx}`}
    >
      <title>{label}</title>
      {parts.map((part, index) => {
        const height = part === 0 ? 1 : Math.max(3, (part / most) * heightPx);
        return (
          <rect
            key={index}
            x={index * barPx}
            y={heightPx - height}
            width={barPx - 1}
            height={height}
            data-empty={part === 0}
          />
        );
      })}
    </svg>
  );
}
