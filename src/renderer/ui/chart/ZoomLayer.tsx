/** Takes a drag across the chart for the span to zoom to. */
import { type PointerEvent, useState } from 'react';
import { usePlotArea } from 'recharts';
import classes from './Chart.module.css';

interface ZoomLayerProps {
  from: number;
  to: number;
  onZoom(from: number, to: number): void;
}

/** A shorter drag is a click. */
const leastPx = 6;

export function ZoomLayer({ from, to, onZoom }: ZoomLayerProps) {
  const area = usePlotArea();
  const [drag, setDrag] = useState<{ startPx: number; endPx: number } | null>(null);
  if (!area) return null;

  const positionPx = (event: PointerEvent<SVGRectElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / Math.max(1, box.width);
    return Math.min(1, Math.max(0, share)) * area.width;
  };
  const momentAt = (px: number): number => Math.round(from + (px / area.width) * (to - from));
  const [leftPx, rightPx] = drag
    ? [Math.min(drag.startPx, drag.endPx), Math.max(drag.startPx, drag.endPx)]
    : [0, 0];

  return (
    <g>
      {drag && (
        <rect
          className={classes.brush}
          x={area.x + leftPx}
          y={area.y}
          width={rightPx - leftPx}
          height={area.height}
        />
      )}
      <rect
        className={classes.zoom}
        x={area.x}
        y={area.y}
        width={area.width}
        height={area.height}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const startPx = positionPx(event);
          setDrag({ startPx, endPx: startPx });
        }}
        onPointerMove={(event) => {
          if (drag) setDrag({ ...drag, endPx: positionPx(event) });
        }}
        onPointerUp={() => {
          setDrag(null);
          if (drag && rightPx - leftPx >= leastPx) onZoom(momentAt(leftPx), momentAt(rightPx));
        }}
        onPointerCancel={() => setDrag(null)}
      />
    </g>
  );
}
