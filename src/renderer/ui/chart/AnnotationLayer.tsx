/** Lines across the chart where something happened, each with a flag that says what. */
import { usePlotArea } from 'recharts';
import type { Annotation } from './chart-types';
import classes from './Chart.module.css';

interface AnnotationLayerProps {
  annotations: readonly Annotation[];
  from: number;
  to: number;
}

const flagPx = 7;

export function AnnotationLayer({ annotations, from, to }: AnnotationLayerProps) {
  const area = usePlotArea();
  if (!area) return null;
  return (
    <g>
      {annotations.map(({ at, label, tone }) => {
        const x = area.x + ((at - from) / (to - from)) * area.width;
        return (
          <g key={`${at} ${label}`} className={classes.annotation} data-tone={tone}>
            <line x1={x} x2={x} y1={area.y} y2={area.y + area.height} pointerEvents="none" />
            <path d={`M${x - flagPx / 2} ${area.y - flagPx}h${flagPx}l${-flagPx / 2} ${flagPx}z`}>
              <title>{label}</title>
            </path>
          </g>
        );
      })}
    </g>
  );
}
